package org.plumbline.optimisers;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.Optimiser;
import org.plumbline.engine.spi.Updater;

/** Adam with bias correction; the formula stands at {@link AdamUpdater}. */
public final class AdamOptimiser implements Optimiser {
    @Override
    public Updater updater(Settings settings, int size) {
        return new AdamUpdater(settings.real("lr"), settings.real("beta1"), settings.real("beta2"),
                settings.real("epsilon"), size);
    }
}
