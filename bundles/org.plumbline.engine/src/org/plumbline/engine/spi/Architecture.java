package org.plumbline.engine.spi;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.ShapeException;

/** Contribution: a family of networks with parameters, one of which is usually {@code depth}. Stateless. */
public interface Architecture {

    /**
     * @param settings typed parameters
     * @param data     what the network is for
     * @return the layer tree
     * @throws ShapeException if no network of this family fits the data; names the shapes
     */
    Layer build(Settings settings, DataShape data);
}
