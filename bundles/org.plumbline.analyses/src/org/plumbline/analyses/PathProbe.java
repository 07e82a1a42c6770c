package org.plumbline.analyses;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.spi.Probe;
import org.plumbline.engine.spi.TrainingState;
import org.plumbline.numerics.paths.PVariation;
import org.plumbline.numerics.series.StackedTensor;

/** Observes the p-variations and the Hurst indices of path regularity during training. */
final class PathProbe implements Probe {
    private final ImmutableList<Stacks.Stack> stacks;
    private final long every;
    private final double beta;
    private final double[] powers;

    PathProbe(Network network, long every, double beta, double[] powers) {
        this.stacks = Stacks.of(network);
        this.every = every;
        this.beta = beta;
        this.powers = powers;
    }

    @Override
    public boolean isDue(long step) {
        return step % every == 0;
    }

    @Override
    public void observe(TrainingState state, Recorder recorder) {
        for (Stacks.Stack stack : stacks) {
            StackedTensor layers = stack.layers(state.network().parameters());
            double scale = Math.pow(stack.depth(), beta);
            for (double p : powers) {
                recorder.scalar(PathRegularityAnalysis.quantity(stack.name(), p), scale * PVariation.of(layers, p));
            }
            PathRegularityAnalysis.hurst(stack.name(), layers, recorder::scalar);
        }
    }
}
