package org.plumbline.analyses;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ParameterLayout.Slot;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.theory.limits.ResidualNetwork;

/**
 * A network that is one stack of residual dense layers, h_{k+1} = h_k + s_k sigma(h_k A_k + b_k), as the theory sees it: columns
 * instead of rows, so that its matrices are the A_k^T.
 */
final class LimitStack {
    private final int depth;
    private final int width;
    private final Slot weight;
    private final Optional<Slot> bias;
    private final BranchScale scale;
    private final Optional<Slot> delta;
    private final LimitActivation activation;

    private LimitStack(Network network, int depth, Dense dense, BranchScale scale, LimitActivation activation) {
        this.depth = depth;
        this.width = dense.outputs();
        this.weight = network.layout().slot(dense.weight());
        this.bias = dense.hasBias() ? Optional.of(network.layout().slot(dense.bias())) : Optional.empty();
        this.scale = scale;
        this.delta = scale.tensor().map(tensor -> network.layout().slot(tensor.name()));
        this.activation = activation;
    }

    /** @return the stack, if the network is nothing else */
    static Optional<LimitStack> of(Network network) {
        Optional<ResidualStack> stack = ResidualStack.of(network)
                .filter(found -> Sequence.flat(network.root()).size() == 1 && Sequence.flat(found.residual().skip()).isEmpty());
        if (stack.isEmpty()) {
            return Optional.empty();
        }
        Repeat repeat = stack.get().repeat();
        Residual residual = stack.get().residual();
        ImmutableList<Layer> branch = Sequence.flat(residual.branch());
        if (branch.isEmpty() || branch.size() > 2 || !(branch.get(0) instanceof Dense dense)
                || !(network.input().rank() == 1 && network.input().extent(0) == dense.outputs())) {
            return Optional.empty();
        }
        if (branch.size() == 1) {
            return Optional.of(new LimitStack(network, repeat.count(), dense, residual.scale(), LimitActivation.IDENTITY));
        }
        return branch.get(1) instanceof ActivationLayer layer
                ? LimitActivation.of(layer).map(a -> new LimitStack(network, repeat.count(), dense, residual.scale(), a))
                : Optional.empty();
    }

    int depth() {
        return depth;
    }

    int width() {
        return width;
    }

    boolean hasBias() {
        return bias.isPresent();
    }

    Slot weight() {
        return weight;
    }

    BranchScale scale() {
        return scale;
    }

    LimitActivation activation() {
        return activation;
    }

    DoubleUnaryOperator sigma() {
        return activation.value();
    }

    /** @return the stack with the values of the parameters, which are copied */
    ResidualNetwork values(RealArray parameters) {
        double[] deltas = new double[depth];
        double[] matrices = new double[depth * width * width];
        double[] biases = new double[depth * width];
        for (int k = 0; k < depth; k++) {
            deltas[k] = factor(parameters, k);
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < width; j++) {
                    matrices[(k * width + j) * width + i] = parameters.get(weight.offset() + (k * width + i) * width + j);
                }
                biases[k * width + i] = bias.isPresent() ? parameters.get(bias.get().offset() + k * width + i) : 0;
            }
        }
        return new ResidualNetwork(depth, width, deltas, matrices, biases);
    }

    private double factor(RealArray parameters, int k) {
        return switch (scale.mode()) {
            case CONSTANT -> scale.constant();
            case SHARED -> Math.abs(parameters.get(delta.orElseThrow().offset()));
            case PER_LAYER -> parameters.get(delta.orElseThrow().offset() + (delta.orElseThrow().tensor().stackRank() == 0 ? 0 : k));
        };
    }
}
