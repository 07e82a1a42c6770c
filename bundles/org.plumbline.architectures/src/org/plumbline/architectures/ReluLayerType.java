package org.plumbline.architectures;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.spi.LayerType;

/** The activation y = max(x, 0), coordinate by coordinate; derivative 0 at 0. */
public final class ReluLayerType implements LayerType {
    @Override
    public Layer create(String name, Settings settings) {
        return new ActivationLayer(ActivationLayer.Function.RELU);
    }
}
