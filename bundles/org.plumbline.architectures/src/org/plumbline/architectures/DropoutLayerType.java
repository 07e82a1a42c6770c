package org.plumbline.architectures;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Dropout;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.spi.LayerType;

/** Dropout; without parameters. */
public final class DropoutLayerType implements LayerType {
    @Override
    public Layer create(String name, Settings settings) {
        return new Dropout(settings.real("rate"));
    }
}
