package org.plumbline.architectures;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Convolution;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.spi.LayerType;

/** A convolution of sequences with the parameters {@code name.K} and, unless switched off, {@code name.b}. */
public final class Convolution1dLayerType implements LayerType {
    @Override
    public Layer create(String name, Settings settings) {
        int size = settings.integer("kernel");
        String padding = settings.text("padding");
        return new Convolution(1, settings.integer("channels"), size, settings.integer("stride"),
                padding.equals("none") ? 0 : size / 2, padding.equals("circular"), name + ".K",
                settings.flag("bias") ? name + ".b" : "");
    }
}
