package org.plumbline.architectures;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Pooling;
import org.plumbline.engine.spi.LayerType;

/** Windows of each channel, reduced to their mean. */
public final class AveragePoolLayerType implements LayerType {
    @Override
    public Layer create(String name, Settings settings) {
        return new Pooling(Pooling.Form.AVERAGE, settings.integer("window"), settings.integer("stride"));
    }
}
