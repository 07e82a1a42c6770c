package org.plumbline.analyses;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;

/**
 * The repeated residual block of a network, h_{k+1} = h_k + s_k branch(h_k), and how its weights are to be read.
 *
 * @param repeat     the stack
 * @param residual   its block
 * @param activation of the branch; empty if there is none
 */
record ResidualStack(Repeat repeat, Residual residual, Optional<ActivationLayer.Function> activation) {
    private static final Set<ActivationLayer.Function> HOMOGENEOUS = EnumSet.of(ActivationLayer.Function.RELU,
            ActivationLayer.Function.LEAKY_RELU, ActivationLayer.Function.IDENTITY);
    private static final Set<ActivationLayer.Function> ODD = EnumSet.of(ActivationLayer.Function.TANH, ActivationLayer.Function.IDENTITY,
            ActivationLayer.Function.HARD_TANH, ActivationLayer.Function.ERF, ActivationLayer.Function.UNIT_ERF);

    /** @return the one repeat of residual blocks with free weights; empty if there is none or more than one */
    static Optional<ResidualStack> of(Network network) {
        ImmutableList<Repeat> repeats = Sequence.flat(network.root()).selectInstancesOf(Repeat.class)
                .select(repeat -> !repeat.tied() && repeat.body() instanceof Residual);
        if (repeats.size() != 1) {
            return Optional.empty();
        }
        Residual residual = (Residual) repeats.getOnly().body();
        return Optional.of(new ResidualStack(repeats.getOnly(), residual,
                Sequence.flat(residual.branch()).selectInstancesOf(ActivationLayer.class).getLastOptional().map(ActivationLayer::function)));
    }

    /** @return whether sigma(c x) = c sigma(x) for c > 0, so that a scale can be moved into the weights */
    boolean isHomogeneous() {
        return activation.map(HOMOGENEOUS::contains).orElse(true);
    }

    /** @return whether sigma(-x) = -sigma(x), so that a sign can be moved into the weights, and sigma''(0) = 0 */
    boolean isOdd() {
        return activation.map(ODD::contains).orElse(true);
    }

    boolean isPerLayer() {
        return residual.scale().mode() == BranchScale.Mode.PER_LAYER;
    }
}
