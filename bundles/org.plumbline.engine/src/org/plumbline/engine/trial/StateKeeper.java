package org.plumbline.engine.trial;

import java.util.Optional;

import org.plumbline.store.Checkpoint;
import org.plumbline.store.StoreException;

/** Keeps the state of a trial between two steps, so that it can go on later or elsewhere. Used by the thread that trains. */
public interface StateKeeper {
    /** Keeps nothing: a trial that is stopped begins anew. */
    StateKeeper NONE = new StateKeeper() {
        @Override
        public Optional<Checkpoint> newest() {
            return Optional.empty();
        }

        @Override
        public boolean due() {
            return false;
        }

        @Override
        public void keep(Checkpoint checkpoint) {
            // nothing is kept
        }

        @Override
        public void scalar(String analysis, String quantity, long step, double value) {
            // nothing is kept
        }

        @Override
        public void layers(String analysis, String quantity, long step, double[] values) {
            // nothing is kept
        }
    };

    /** @return the state to go on from; empty to begin anew */
    Optional<Checkpoint> newest() throws StoreException;

    /** Asked after every step. */
    boolean due();

    /** Keeps a state that replaces those before it, with all that was observed up to it. */
    void keep(Checkpoint checkpoint) throws StoreException;

    /**
     * Keeps a number that an analysis observed.
     *
     * @param analysis id of the component
     * @param step     number of updates before it; what was observed at the step of a checkpoint or later comes again after it
     */
    void scalar(String analysis, String quantity, long step, double value) throws StoreException;

    /** Keeps numbers that an analysis observed, one a layer. */
    void layers(String analysis, String quantity, long step, double[] values) throws StoreException;
}
