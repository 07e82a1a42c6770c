package org.plumbline.engine.spi;

import org.plumbline.engine.contribution.Settings;

/** Contribution: how a gradient moves the parameters. Stateless; the state lives in the {@link Updater} it makes. */
public interface Optimiser {

    /** @param size number of parameters */
    Updater updater(Settings settings, int size);
}
