package org.plumbline.optimisers;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.Optimiser;
import org.plumbline.engine.spi.Updater;
import org.plumbline.numerics.kernels.MomentumUpdate;

/** Gradient descent with momentum; the formula stands at {@link MomentumUpdate}. */
public final class SgdOptimiser implements Optimiser {
    @Override
    public Updater updater(Settings settings, int size) {
        return new SgdUpdater(new MomentumUpdate(settings.real("lr"), settings.real("momentum")), size);
    }
}
