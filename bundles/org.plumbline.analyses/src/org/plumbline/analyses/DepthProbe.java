package org.plumbline.analyses;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.spi.Probe;
import org.plumbline.engine.spi.TrainingState;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.series.DepthProfile;
import org.plumbline.numerics.series.DepthStatistics;

/**
 * Observes the statistics of depth scaling during training, and for each stacked tensor the norm of every layer, norm(T), k = 0 .. L-1,
 * and of every increment, increment(T), k = 0 .. L-2.
 */
final class DepthProbe implements Probe {
    private final ImmutableList<Stacks.Stack> stacks;
    private final Optional<Stacks.Scale> scale;
    private final long every;
    /** What training began with, from the first observation on: it can be drawn again, so it is no state to keep. */
    private RealArray start;

    /** @param every number of updates from one observation to the next */
    DepthProbe(Network network, long every) {
        this.stacks = Stacks.of(network);
        this.scale = Stacks.scale(network);
        this.every = every;
    }

    @Override
    public boolean isDue(long step) {
        return step % every == 0;
    }

    @Override
    public void observe(TrainingState state, Recorder recorder) {
        RealArray parameters = state.network().parameters();
        start = start == null ? state.network().initial().get() : start;
        Map<String, DepthStatistics> plain = new HashMap<>();
        for (Stacks.Stack stack : stacks) {
            String tensor = stack.slot().tensor().name();
            DepthStatistics statistics;
            if (stack.isScaledAsAWhole() && plain.containsKey(tensor)) {
                // A shared scale comes behind the tensor that it multiplies, and only multiplies its statistics.
                statistics = plain.get(tensor).scaledBy(stack.scale().orElseThrow().scale().at(parameters, 0));
            } else {
                DepthProfile profile = DepthProfile.of(stack.layers(parameters));
                statistics = profile.statistics();
                if (stack.scale().isEmpty()) {
                    plain.put(tensor, statistics);
                    recorder.layers("norm(" + stack.name() + ")", profile.norms());
                    if (stack.depth() > 1) {
                        recorder.layers("increment(" + stack.name() + ")", profile.increments());
                    }
                }
            }
            for (DepthStatistic statistic : DepthStatistic.values()) {
                if (statistic.isDefinedFor(stack.depth())) {
                    recorder.scalar(statistic.quantity(stack.name()), statistic.of(statistics));
                }
            }
            recorder.scalar(Movement.quantity(stack), Movement.of(stack, parameters, start));
        }
        scale.ifPresent(s -> recorder.scalar("abs(" + s.tensor().name() + ")", s.largest(parameters)));
    }
}
