package org.plumbline.architectures;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.spi.LayerType;

/** The activation y = erf(x), or erf(sqrt(pi)/2 x), whose slope at 0 is one; coordinate by coordinate. */
public final class ErfLayerType implements LayerType {
    @Override
    public Layer create(String name, Settings settings) {
        return new ActivationLayer(settings.text("scaling").equals("unit-slope") ? ActivationLayer.Function.UNIT_ERF
                : ActivationLayer.Function.ERF);
    }
}
