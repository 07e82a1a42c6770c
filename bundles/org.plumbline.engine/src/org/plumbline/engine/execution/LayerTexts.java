package org.plumbline.engine.execution;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;

/** Layers in words, for plans and messages. */
final class LayerTexts {
    private static final int MOST = 8;

    private LayerTexts() {
    }

    static String of(ImmutableList<Layer> layers) {
        String text = layers.take(MOST).collect(LayerTexts::of).makeString(", ");
        return layers.size() > MOST ? text + ", ... (" + layers.size() + " layers)" : text;
    }

    private static String of(Layer layer) {
        return switch (layer) {
            case Sequence sequence -> of(sequence.layers());
            case Repeat repeat -> "repeat " + repeat.count() + " x " + (repeat.tied() ? "the same " : "") + bracketed(repeat.body());
            case Residual residual -> "residual(" + scale(residual.scale()) + of(residual.branch())
                    + (residual.skip() instanceof Sequence s && s.layers().isEmpty() ? "" : "; skip " + of(residual.skip())) + ")";
            default -> layer.kind();
        };
    }

    private static String bracketed(Layer layer) {
        return layer instanceof Sequence sequence && sequence.layers().size() > 1 ? "(" + of(layer) + ")" : of(layer);
    }

    private static String scale(BranchScale scale) {
        return switch (scale.mode()) {
            case CONSTANT -> scale.constant() == 1 ? "" : String.format(java.util.Locale.ROOT, "%.3g * ", scale.constant());
            case SHARED -> "|delta| * ";
            case PER_LAYER -> "delta_k * ";
        };
    }
}
