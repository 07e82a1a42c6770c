package org.plumbline.analyses;

import java.util.Optional;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.execution.ExecutionOptions;
import org.plumbline.engine.execution.NetworkExecution;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStreams;

/**
 * A network in three parts: what leads to its residual stack, the stack, and what leads on from it.
 * <p>The parameters of a part lie one behind the other in those of the whole, since a sequence lists them in the order of its layers.</p>
 */
record StackSplit(Part before, Part stack, Part after) {

    /** @return the parts; empty if there is not exactly one repeat of residual blocks with free weights */
    static Optional<StackSplit> of(Network network) {
        return ResidualStack.of(network).map(found -> {
            ImmutableList<Layer> layers = Sequence.flat(network.root());
            // By identity: two layers of equal settings are equal.
            int at = layers.detectIndex(layer -> layer == found.repeat());
            Part before = Part.behind(null, Sequence.of(layers.take(at).toArray(new Layer[0])), network.input());
            Part stack = Part.behind(before, found.repeat(), before.network().output());
            return new StackSplit(before, stack, Part.behind(stack, Sequence.of(layers.drop(at + 1).toArray(new Layer[0])),
                    stack.network().output()));
        });
    }

    /**
     * Layers one behind the other.
     *
     * @param network    these layers alone
     * @param parameters index of the first of their parameters among those of the whole
     * @param statistics the same of their statistics
     */
    record Part(Network network, int parameters, int statistics) {

        private static Part behind(Part other, Layer root, Shape input) {
            Network network = Network.of(root, input);
            return other == null ? new Part(network, 0, 0)
                    : new Part(network, other.parameters + other.network.layout().size(), other.statistics + other.network.statistics().size());
        }

        /** @return this part with its values, ready to run; the caller closes it */
        Running open(TrainedNetwork whole, int capacity) {
            RealArray theta = whole.parameters().slice(parameters, network.layout().size());
            Optional<NetworkExecution> execution = isEmpty() ? Optional.empty()
                    : Optional.of(whole.backend().plan(network, new ExecutionOptions(capacity, theta.precision(), whole.limit()))
                            .open(whole.statistics().slice(statistics, network.statistics().size()), new RandomStreams(0).stream("analysis"), 1));
            return new Running(network, theta, execution);
        }

        private boolean isEmpty() {
            return network.root() instanceof Sequence sequence && sequence.layers().isEmpty();
        }
    }

    /** A part at its values; without layers it is the identity. */
    record Running(Network network, RealArray theta, Optional<NetworkExecution> execution) implements AutoCloseable {

        /** @return outputs for inputs [n, input size] */
        RealArray forward(RealArray x, int n) {
            if (execution.isEmpty()) {
                return x;
            }
            RealArray y = RealArray.zeros(theta.precision(), n * network.output().size());
            execution.get().forward(Mode.EVALUATION, theta, x, n, y);
            return y;
        }

        /** @return for gradients [n, output size] by the outputs of the last {@link #forward}, those by its inputs */
        RealArray backward(RealArray g, int n) {
            if (execution.isEmpty()) {
                return g;
            }
            RealArray byInputs = RealArray.zeros(theta.precision(), n * network.input().size());
            execution.get().backward(theta, g, RealArray.zeros(theta.precision(), theta.length()), byInputs);
            return byInputs;
        }

        @Override
        public void close() {
            execution.ifPresent(NetworkExecution::close);
        }
    }
}
