package org.plumbline.engine.spi;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Layer;

/** Contribution: a kind of leaf layer that compositions can use. Stateless. */
public interface LayerType {

    /**
     * @param name     unique in the composition; names of its parameters begin with it
     * @param settings typed parameters
     */
    Layer create(String name, Settings settings);
}
