package org.plumbline.optimisers;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.Optimiser;
import org.plumbline.engine.spi.Updater;

/** Gradient descent with momentum; the formula stands at {@link SgdUpdater}. */
public final class SgdOptimiser implements Optimiser {
    @Override
    public Updater updater(Settings settings, int size) {
        return new SgdUpdater(settings.real("lr"), settings.real("momentum"), size);
    }
}
