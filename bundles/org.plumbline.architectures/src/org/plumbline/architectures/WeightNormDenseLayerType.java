package org.plumbline.architectures;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.WeightNormalisedDense;
import org.plumbline.engine.spi.LayerType;

/** A weight-normalised affine map with the parameters {@code name.V}, {@code name.g} and {@code name.b}. */
public final class WeightNormDenseLayerType implements LayerType {
    @Override
    public Layer create(String name, Settings settings) {
        return new WeightNormalisedDense(settings.integer("outputs"), settings.text("norm").equals("matrix"),
                settings.real("epsilon"), name + ".V", settings.flag("gain") ? name + ".g" : "",
                settings.flag("bias") ? name + ".b" : "");
    }
}
