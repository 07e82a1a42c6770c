package org.plumbline.architectures;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.spi.LayerType;

/** The activation y = max(-1, min(1, x)); derivative 0 at -1 and 1; coordinate by coordinate. */
public final class HardTanhLayerType implements LayerType {
    @Override
    public Layer create(String name, Settings settings) {
        return new ActivationLayer(ActivationLayer.Function.HARD_TANH);
    }
}
