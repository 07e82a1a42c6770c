package org.plumbline.optimisers;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.Optimiser;
import org.plumbline.engine.spi.Updater;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.kernels.RootMeanSquareUpdate;
import org.plumbline.numerics.kernels.WeightDecay;
import org.plumbline.numerics.kernels.float64.DoubleRootMeanSquareUpdate;

/** RMSProp; the formula stands at {@link RootMeanSquareUpdate}. */
public final class RmsPropOptimiser implements Optimiser {
    @Override
    public Updater updater(Settings settings, Precision precision, int size) {
        return updater(settings, precision, size, 1);
    }

    @Override
    public Updater updater(Settings settings, Precision precision, int size, int depth) {
        RootMeanSquareUpdate update = new RootMeanSquareUpdate(settings.real("rho"), settings.real("epsilon"),
                settings.real("momentum"), WeightDecay.coupled(settings.real("decay")));
        boolean moving = update.momentum() > 0;
        DoubleRootMeanSquareUpdate wide = new DoubleRootMeanSquareUpdate(update.decayRate(), update.epsilon(), update.momentum(),
                update.decay());
        return ScheduledUpdater.of(settings, depth, precision, stateArrays(settings), size,
                (rate, t, theta, g, state) -> update.step(rate, theta, g, state[0], moving ? state[1] : null),
                (rate, t, theta, g, state) -> wide.step(rate, theta, g, state[0], moving ? state[1] : null));
    }

    @Override
    public int stateArrays(Settings settings) {
        return settings.real("momentum") > 0 ? 2 : 1;
    }
}
