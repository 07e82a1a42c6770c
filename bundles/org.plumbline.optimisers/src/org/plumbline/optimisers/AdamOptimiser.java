package org.plumbline.optimisers;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.Optimiser;
import org.plumbline.engine.spi.Updater;
import org.plumbline.numerics.kernels.AdamUpdate;

/** Adam with bias correction; the formula stands at {@link AdamUpdate}. */
public final class AdamOptimiser implements Optimiser {
    @Override
    public Updater updater(Settings settings, int size) {
        return new AdamUpdater(new AdamUpdate(settings.real("lr"), settings.real("beta1"), settings.real("beta2"),
                settings.real("epsilon")), size);
    }
}
