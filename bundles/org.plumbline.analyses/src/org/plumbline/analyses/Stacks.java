package org.plumbline.analyses;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ParameterLayout.Slot;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.network.TensorRole;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.series.StackedTensor;

/**
 * The tensors of a network that have one layer axis, and what multiplies them.
 * <p>With one trainable branch scale delta each tensor T is there thrice at most: T; {@code delta*T}, the layers delta_k T_k; and, if
 * delta has a sign in each layer, {@code |delta|*T}, the layers |delta_k| T_k, which is what acts on a positively homogeneous
 * activation. A shared delta acts by its size alone, so delta*T is |delta| T then.</p>
 */
final class Stacks {

    private Stacks() {
    }

    /**
     * One stacked tensor, on its own or times the branch scale.
     *
     * @param name  e.g. {@code A} or {@code delta*A}
     * @param slot  the tensor
     * @param scale what multiplies it, if anything
     */
    record Stack(String name, Slot slot, Optional<Factor> scale) {
        int depth() {
            return slot.tensor().stackLength();
        }

        /** @return whether one number multiplies all layers */
        boolean isScaledAsAWhole() {
            return scale.isPresent() && !scale.get().scale().isPerLayer();
        }

        /** @return the layers, each times its factor if there is one */
        StackedTensor layers(RealArray parameters) {
            StackedTensor plain = StackedTensor.of(parameters, slot.offset(), depth(), slot.size() / depth());
            return scale.map(factor -> plain.scaledBy(factor.of(parameters, depth()))).orElse(plain);
        }
    }

    /**
     * What multiplies the layers of a tensor.
     *
     * @param scale  the branch scale
     * @param signed whether with its sign
     */
    record Factor(Scale scale, boolean signed) {
        double[] of(RealArray parameters, int depth) {
            double[] factors = new double[depth];
            for (int k = 0; k < depth; k++) {
                double delta = scale.at(parameters, k);
                factors[k] = signed ? delta : Math.abs(delta);
            }
            return factors;
        }
    }

    /** The trainable scale of the residual branches: one number for all layers, or one for each. */
    record Scale(Slot slot) {
        ParameterTensor tensor() {
            return slot.tensor();
        }

        /** @return whether there is one for each layer, with its sign */
        boolean isPerLayer() {
            return tensor().stackRank() > 0;
        }

        /** @return delta_k */
        double at(RealArray parameters, int k) {
            return parameters.get(slot.offset() + (isPerLayer() ? k : 0));
        }

        /** @return max_k |delta_k| */
        double largest(RealArray parameters) {
            double largest = 0;
            for (int k = 0; k < slot.size(); k++) {
                largest = Math.max(largest, Math.abs(at(parameters, k)));
            }
            return largest;
        }
    }

    /** @return all stacks of weights and biases, in the order of the layout; those times the scale behind the plain ones */
    static ImmutableList<Stack> of(Network network) {
        ImmutableList<Slot> slots = network.layout().slots()
                .select(slot -> slot.tensor().stackRank() == 1 && slot.tensor().role() != TensorRole.SCALE);
        Optional<Scale> scale = scale(network);
        MutableList<Stack> stacks = Lists.mutable.empty();
        slots.forEach(slot -> stacks.add(new Stack(slot.tensor().name(), slot, Optional.empty())));
        scale.ifPresent(s -> {
            String delta = s.tensor().name();
            ImmutableList<Slot> scaled = slots.select(slot -> belongs(s, slot));
            if (s.isPerLayer()) {
                scaled.forEach(slot -> stacks.add(new Stack("|" + delta + "|*" + slot.tensor().name(), slot, Optional.of(new Factor(s, false)))));
            }
            scaled.forEach(slot -> stacks.add(new Stack(delta + "*" + slot.tensor().name(), slot, Optional.of(new Factor(s, s.isPerLayer())))));
        });
        return stacks.toImmutable();
    }

    /** @return the trainable branch scale, if there is exactly one and it has at most one layer axis */
    static Optional<Scale> scale(Network network) {
        ImmutableList<Slot> scales = network.layout().slots()
                .select(slot -> slot.tensor().role() == TensorRole.SCALE && slot.tensor().stackRank() <= 1);
        return scales.size() == 1 ? Optional.of(new Scale(scales.get(0))) : Optional.empty();
    }

    private static boolean belongs(Scale scale, Slot slot) {
        return !scale.isPerLayer() || scale.tensor().stackLength() == slot.tensor().stackLength();
    }
}
