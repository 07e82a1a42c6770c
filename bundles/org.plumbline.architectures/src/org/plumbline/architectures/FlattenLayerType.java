package org.plumbline.architectures;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Flatten;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.spi.LayerType;

/** The entries of each example as a vector. */
public final class FlattenLayerType implements LayerType {
    @Override
    public Layer create(String name, Settings settings) {
        return new Flatten();
    }
}
