package org.plumbline.analyses;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ParameterLayout.Slot;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.network.TensorRole;

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

        /** @return [L, m]: the layers, each times |delta_k| if there is a scale */
        double[] layers(float[] parameters) {
            int m = slot.size() / depth();
            double[] layers = new double[slot.size()];
            for (int k = 0; k < depth(); k++) {
                double factor = scale.isPresent() ? scale.get().at(parameters, k) : 1;
                for (int i = k * m; i < (k + 1) * m; i++) {
                    layers[i] = factor * parameters[slot.offset() + i];
                }
            }
            return layers;
        }
    }

    /** The trainable scale of the residual branches: one number for all layers, or one for each. */
    record Scale(Slot slot) {
        ParameterTensor tensor() {
            return slot.tensor();
        }

        /** @return |delta_k| */
        double at(float[] parameters, int k) {
            return Math.abs(parameters[slot.offset() + (tensor().stackRank() == 0 ? 0 : k)]);
        }

        /** @return max_k |delta_k| */
        double largest(float[] parameters) {
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
