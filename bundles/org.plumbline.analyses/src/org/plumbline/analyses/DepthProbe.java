package org.plumbline.analyses;

import java.util.Optional;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.spi.Probe;
import org.plumbline.engine.spi.TrainingState;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.series.DepthStatistics;
import org.plumbline.numerics.series.StackedTensor;

/**
 * Observes the statistics of depth scaling during training, and for each stacked tensor the norm of every layer, norm(T), k = 0 .. L-1,
 * and of every increment, increment(T), k = 0 .. L-2.
 */
final class DepthProbe implements Probe {
    private final ImmutableList<Stacks.Stack> stacks;
    private final Optional<Stacks.Scale> scale;
    private final long every;

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
        for (Stacks.Stack stack : stacks) {
            StackedTensor layers = stack.layers(parameters);
            DepthStatistics statistics = DepthStatistics.of(layers);
            for (DepthStatistic statistic : DepthStatistic.values()) {
                if (statistic.isDefinedFor(stack.depth())) {
                    recorder.scalar(statistic.quantity(stack.name()), statistic.of(statistics));
                }
            }
            if (stack.scale().isEmpty()) {
                recorder.layers("norm(" + stack.name() + ")", norms(layers));
                if (stack.depth() > 1) {
                    recorder.layers("increment(" + stack.name() + ")", increments(layers));
                }
            }
        }
        scale.ifPresent(s -> recorder.scalar("abs(" + s.tensor().name() + ")", s.largest(parameters)));
    }

    private static double[] norms(StackedTensor layers) {
        double[] norms = new double[layers.layers()];
        for (int k = 0; k < norms.length; k++) {
            double square = 0;
            for (int j = 0; j < layers.size(); j++) {
                square += layers.value(k, j) * layers.value(k, j);
            }
            norms[k] = Math.sqrt(square);
        }
        return norms;
    }

    private static double[] increments(StackedTensor layers) {
        double[] norms = new double[layers.layers() - 1];
        for (int k = 0; k < norms.length; k++) {
            double square = 0;
            for (int j = 0; j < layers.size(); j++) {
                double change = layers.value(k + 1, j) - layers.value(k, j);
                square += change * change;
            }
            norms[k] = Math.sqrt(square);
        }
        return norms;
    }
}
