package org.plumbline.architectures;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.spi.LayerType;

/** An affine map z = x A + b with the parameters {@code name.A} and, unless switched off, {@code name.b}. */
public final class DenseLayerType implements LayerType {
    @Override
    public Layer create(String name, Settings settings) {
        return new Dense(settings.integer("outputs"), name + ".A", settings.flag("bias") ? name + ".b" : "");
    }
}
