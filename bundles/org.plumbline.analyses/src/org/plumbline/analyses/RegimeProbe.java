package org.plumbline.analyses;

import org.plumbline.engine.spi.Probe;
import org.plumbline.engine.spi.TrainingState;

/** Observes the statistics that the regime is judged by during training: those that {@link RegimeAnalysis} measures after it. */
final class RegimeProbe implements Probe {
    private final long every;

    /** @param every number of updates from one observation to the next */
    RegimeProbe(long every) {
        this.every = every;
    }

    @Override
    public boolean isDue(long step) {
        return step % every == 0;
    }

    @Override
    public void observe(TrainingState state, Recorder recorder) {
        RegimeAnalysis.statistics(state.network().network(), state.network().parameters()).forEach(recorder::scalar);
    }
}
