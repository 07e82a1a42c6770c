package org.plumbline.architectures;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Pooling;
import org.plumbline.engine.spi.LayerType;

/** Windows of each channel, reduced to their largest entry. */
public final class MaxPoolLayerType implements LayerType {
    @Override
    public Layer create(String name, Settings settings) {
        return new Pooling(Pooling.Form.MAX, settings.integer("window"), settings.integer("stride"));
    }
}
