package org.plumbline.optimisers;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.Optimiser;
import org.plumbline.engine.spi.Updater;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.kernels.MomentumUpdate;
import org.plumbline.numerics.kernels.WeightDecay;
import org.plumbline.numerics.kernels.float64.DoubleMomentumUpdate;

/** Gradient descent with momentum; the formula stands at {@link MomentumUpdate}. */
public final class SgdOptimiser implements Optimiser {
    @Override
    public Updater updater(Settings settings, Precision precision, int size) {
        return updater(settings, precision, size, 1);
    }

    @Override
    public Updater updater(Settings settings, Precision precision, int size, int depth) {
        MomentumUpdate update = new MomentumUpdate(settings.real("momentum"), settings.flag("nesterov"),
                WeightDecay.coupled(settings.real("decay")));
        boolean moving = update.momentum() > 0;
        DoubleMomentumUpdate wide = new DoubleMomentumUpdate(update.momentum(), update.nesterov(), update.decay());
        return ScheduledUpdater.of(settings, depth, precision, stateArrays(settings), size,
                (rate, t, theta, g, state) -> update.step(rate, theta, g, moving ? state[0] : null),
                (rate, t, theta, g, state) -> wide.step(rate, theta, g, moving ? state[0] : null));
    }

    @Override
    public int stateArrays(Settings settings) {
        return settings.real("momentum") > 0 ? 1 : 0;
    }
}
