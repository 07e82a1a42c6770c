package org.plumbline.engine.execution;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;

/** What planning asks of layer trees. */
final class Trees {

    private Trees() {
    }

    /** @return number of leaves with all repeats written out */
    static double count(Layer layer) {
        return switch (layer) {
            case Sequence sequence -> sequence.layers().sumOfDouble(Trees::count);
            case Repeat repeat -> repeat.count() * count(repeat.body());
            case Residual residual -> 1 + count(residual.branch()) + count(residual.skip());
            default -> 1;
        };
    }

    /** @return the one layer of a sequence of one; else the layer itself */
    static Layer unwrapped(Layer layer) {
        ImmutableList<Layer> parts = Sequence.flat(layer);
        return parts.size() == 1 ? parts.get(0) : layer;
    }
}
