package org.plumbline.optimisers;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.Optimiser;
import org.plumbline.engine.spi.Updater;
import org.plumbline.numerics.kernels.AdamUpdate;
import org.plumbline.numerics.kernels.WeightDecay;

/** Adam with bias correction and coupled weight decay; the formulae stand at {@link AdamUpdate} and {@link WeightDecay}. */
public final class AdamOptimiser implements Optimiser {
    @Override
    public Updater updater(Settings settings, int size) {
        return updater(settings, WeightDecay.coupled(settings.real("decay")), size);
    }

    static Updater updater(Settings settings, WeightDecay decay, int size) {
        AdamUpdate update = new AdamUpdate(settings.real("beta1"), settings.real("beta2"), settings.real("epsilon"), decay);
        return new ScheduledUpdater(settings, 2, size,
                (rate, t, theta, g, state) -> update.step(rate, theta, g, state[0], state[1], t));
    }
}
