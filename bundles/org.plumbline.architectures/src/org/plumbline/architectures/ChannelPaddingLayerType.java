package org.plumbline.architectures;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ChannelPadding;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.spi.LayerType;

/** Channels of zeros in front and behind. */
public final class ChannelPaddingLayerType implements LayerType {
    @Override
    public Layer create(String name, Settings settings) {
        return new ChannelPadding(settings.integer("before"), settings.integer("behind"));
    }
}
