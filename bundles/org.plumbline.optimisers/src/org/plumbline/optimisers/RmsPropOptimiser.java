package org.plumbline.optimisers;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.Optimiser;
import org.plumbline.engine.spi.Updater;
import org.plumbline.numerics.kernels.RootMeanSquareUpdate;
import org.plumbline.numerics.kernels.WeightDecay;

/** RMSProp; the formula stands at {@link RootMeanSquareUpdate}. */
public final class RmsPropOptimiser implements Optimiser {
    @Override
    public Updater updater(Settings settings, int size) {
        RootMeanSquareUpdate update = new RootMeanSquareUpdate(settings.real("rho"), settings.real("epsilon"),
                settings.real("momentum"), WeightDecay.coupled(settings.real("decay")));
        boolean moving = update.momentum() > 0;
        return new ScheduledUpdater(settings, moving ? 2 : 1, size,
                (rate, t, theta, g, state) -> update.step(rate, theta, g, state[0], moving ? state[1] : null));
    }
}
