package org.plumbline.optimisers;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.Optimiser;
import org.plumbline.engine.spi.Updater;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.kernels.AdamUpdate;
import org.plumbline.numerics.kernels.WeightDecay;
import org.plumbline.numerics.kernels.float64.DoubleAdamUpdate;

/** Adam with bias correction and coupled weight decay; the formulae stand at {@link AdamUpdate} and {@link WeightDecay}. */
public final class AdamOptimiser implements Optimiser {
    /** First and second moments. */
    static final int ARRAYS = 2;

    @Override
    public Updater updater(Settings settings, Precision precision, int size) {
        return updater(settings, precision, size, 1);
    }

    @Override
    public Updater updater(Settings settings, Precision precision, int size, int depth) {
        return updater(settings, precision, WeightDecay.coupled(settings.real("decay")), size, depth);
    }

    @Override
    public int stateArrays(Settings settings) {
        return ARRAYS;
    }

    static Updater updater(Settings settings, Precision precision, WeightDecay decay, int size, int depth) {
        AdamUpdate update = new AdamUpdate(settings.real("beta1"), settings.real("beta2"), settings.real("epsilon"), decay);
        DoubleAdamUpdate wide = new DoubleAdamUpdate(update.beta1(), update.beta2(), update.epsilon(), decay);
        return ScheduledUpdater.of(settings, depth, precision, ARRAYS, size,
                (rate, t, theta, g, state) -> update.step(rate, theta, g, state[0], state[1], t),
                (rate, t, theta, g, state) -> wide.step(rate, theta, g, state[0], state[1], t));
    }
}
