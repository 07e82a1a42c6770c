package org.plumbline.architectures;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Pooling;
import org.plumbline.engine.spi.LayerType;

/** The mean of each channel. */
public final class GlobalAveragePoolLayerType implements LayerType {
    @Override
    public Layer create(String name, Settings settings) {
        return new Pooling(Pooling.Form.GLOBAL_AVERAGE, 1, 1);
    }
}
