package org.plumbline.engine.spi;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.numerics.arrays.Precision;

/** Contribution: how a gradient moves the parameters. Stateless; the state lives in the {@link Updater} it makes. */
public interface Optimiser {

    /**
     * @param precision of parameters and gradient, and of the state
     * @param size      number of parameters
     */
    Updater updater(Settings settings, Precision precision, int size);

    /**
     * The same for a network of some depth, on which the learning rate may depend; what a trial calls.
     *
     * @param depth number of layers along the depth, at least 1
     */
    default Updater updater(Settings settings, Precision precision, int size, int depth) {
        return updater(settings, precision, size);
    }

    /** @return how many arrays as long as the parameters the state has: what a plan counts as memory */
    int stateArrays(Settings settings);
}
