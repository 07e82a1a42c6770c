package org.plumbline.architectures;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.spi.LayerType;

/** The activation y = log(1 + exp(x)); coordinate by coordinate. */
public final class SoftplusLayerType implements LayerType {
    @Override
    public Layer create(String name, Settings settings) {
        return new ActivationLayer(ActivationLayer.Function.SOFTPLUS);
    }
}
