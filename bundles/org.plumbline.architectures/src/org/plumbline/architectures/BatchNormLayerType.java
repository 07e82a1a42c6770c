package org.plumbline.architectures;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Normalisation;
import org.plumbline.engine.spi.LayerType;

/** Batch normalisation, with the parameters {@code name.g} and {@code name.s} unless switched off. */
public final class BatchNormLayerType implements LayerType {
    @Override
    public Layer create(String name, Settings settings) {
        boolean affine = settings.flag("affine");
        return Normalisation.batch(settings.real("epsilon"), settings.real("momentum"), name, affine ? name + ".g" : "",
                affine ? name + ".s" : "");
    }
}
