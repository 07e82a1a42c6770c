package org.plumbline.optimisers;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.Optimiser;
import org.plumbline.engine.spi.Updater;
import org.plumbline.numerics.kernels.MomentumUpdate;
import org.plumbline.numerics.kernels.WeightDecay;

/** Gradient descent with momentum; the formula stands at {@link MomentumUpdate}. */
public final class SgdOptimiser implements Optimiser {
    @Override
    public Updater updater(Settings settings, int size) {
        MomentumUpdate update = new MomentumUpdate(settings.real("momentum"), settings.flag("nesterov"),
                WeightDecay.coupled(settings.real("decay")));
        boolean moving = update.momentum() > 0;
        return new ScheduledUpdater(settings, moving ? 1 : 0, size,
                (rate, t, theta, g, state) -> update.step(rate, theta, g, moving ? state[0] : null));
    }
}
