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

/** The tensors of a network that have one layer axis, and what multiplies them. */
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
    record Stack(String name, Slot slot, Optional<Scale> scale) {
        int depth() {
            return slot.tensor().stackLength();
        }

        /** @return the layers, each times |delta_k| if there is a scale */
        StackedTensor layers(RealArray parameters) {
            StackedTensor plain = StackedTensor.of(parameters, slot.offset(), depth(), slot.size() / depth());
            return scale.map(s -> plain.scaledBy(s.factors(parameters, depth()))).orElse(plain);
        }
    }

    /** The trainable scale of the residual branches: one number for all layers, or one for each. */
    record Scale(Slot slot) {
        ParameterTensor tensor() {
            return slot.tensor();
        }

        /** @return |delta_k| */
        private double at(RealArray parameters, int k) {
            return Math.abs(parameters.get(slot.offset() + (tensor().stackRank() == 0 ? 0 : k)));
        }

        /** @return |delta_k| for k = 0 .. depth - 1 */
        double[] factors(RealArray parameters, int depth) {
            double[] factors = new double[depth];
            for (int k = 0; k < depth; k++) {
                factors[k] = at(parameters, k);
            }
            return factors;
        }

        /** @return max_k |delta_k| */
        double largest(RealArray parameters) {
            double largest = 0;
            for (int k = 0; k < slot.size(); k++) {
                largest = Math.max(largest, at(parameters, k));
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
        scale.ifPresent(s -> slots.select(slot -> belongs(s, slot))
                .forEach(slot -> stacks.add(new Stack(s.tensor().name() + "*" + slot.tensor().name(), slot, scale))));
        return stacks.toImmutable();
    }

    /** @return the trainable branch scale, if there is exactly one and it has at most one layer axis */
    static Optional<Scale> scale(Network network) {
        ImmutableList<Slot> scales = network.layout().slots()
                .select(slot -> slot.tensor().role() == TensorRole.SCALE && slot.tensor().stackRank() <= 1);
        return scales.size() == 1 ? Optional.of(new Scale(scales.get(0))) : Optional.empty();
    }

    private static boolean belongs(Scale scale, Slot slot) {
        return scale.tensor().stackRank() == 0 || scale.tensor().stackLength() == slot.tensor().stackLength();
    }
}
