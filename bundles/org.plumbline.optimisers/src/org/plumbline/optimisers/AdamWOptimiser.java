package org.plumbline.optimisers;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.Optimiser;
import org.plumbline.engine.spi.Updater;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.kernels.AdamUpdate;
import org.plumbline.numerics.kernels.WeightDecay;

/** Adam with decoupled weight decay; the formulae stand at {@link AdamUpdate} and {@link WeightDecay}. */
public final class AdamWOptimiser implements Optimiser {
    @Override
    public Updater updater(Settings settings, Precision precision, int size) {
        return updater(settings, precision, size, 1);
    }

    @Override
    public Updater updater(Settings settings, Precision precision, int size, int depth) {
        return AdamOptimiser.updater(settings, precision, WeightDecay.decoupled(settings.real("decay")), size, depth);
    }

    @Override
    public int stateArrays(Settings settings) {
        return AdamOptimiser.ARRAYS;
    }
}
