package org.plumbline.headless.bench;

import java.io.IOException;

/** Somebody who can do the steps of a case: we, or a peer. */
interface Subject extends AutoCloseable {

    /**
     * Does steps from the initial values.
     *
     * @param steps >= 1
     */
    Sample run(int steps) throws IOException;

    /** Returns how it is done, in a few words. */
    String note();

    @Override
    void close();
}
