package org.plumbline.architectures;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.spi.LayerType;

/** The activation y = x for x &gt; 0, else s x, with the slope s; derivative s at 0; coordinate by coordinate. */
public final class LeakyReluLayerType implements LayerType {
    @Override
    public Layer create(String name, Settings settings) {
        return new ActivationLayer(ActivationLayer.Function.LEAKY_RELU, settings.real("slope"));
    }
}
