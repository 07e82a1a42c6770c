package org.plumbline.analyses;

import org.plumbline.engine.network.Network;
import org.plumbline.engine.spi.Probe;
import org.plumbline.engine.spi.TrainingState;
import org.plumbline.numerics.series.DepthStatistics;

/** Observes the statistics that the regime is judged by during training. */
final class RegimeProbe implements Probe {
    private final Stacks.Stack weights;
    private final long every;

    /** @param every number of updates from one observation to the next */
    RegimeProbe(Network network, long every) {
        this.weights = RegimeAnalysis.weights(network).orElseThrow();
        this.every = every;
    }

    @Override
    public boolean isDue(long step) {
        return step % every == 0;
    }

    @Override
    public void observe(TrainingState state, Recorder recorder) {
        DepthStatistics statistics = DepthStatistics.of(weights.layers(state.network().parameters()));
        for (DepthStatistic statistic : DepthStatistic.values()) {
            if (statistic.isDefinedFor(weights.depth())) {
                recorder.scalar(statistic.id(), statistic.of(statistics));
            }
        }
    }
}
