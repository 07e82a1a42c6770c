package org.plumbline.example;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.spi.LayerType;

/** Makes the {@link SineLayer} available to compositions, with the parameter {@code name.w}. */
public final class SineLayerType implements LayerType {
    @Override
    public Layer create(String name, Settings settings) {
        return new SineLayer(name + ".w");
    }
}
