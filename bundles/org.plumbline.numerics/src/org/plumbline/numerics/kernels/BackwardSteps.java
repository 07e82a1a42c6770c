package org.plumbline.numerics.kernels;

import java.util.ArrayList;
import java.util.List;

/**
 * The steps of one layer's derivatives, from g = the derivative by h_{k+1} to that by h_k:
 * dz = scale g sigma'(z), dA = h^T dz, db = sum of dz, ddelta = sum of g s, g += dz A^T.
 */
final class BackwardSteps {

    private final StackMemory memory;
    private final RowProducts products;
    private final OuterProducts outerProducts;
    private final BatchSums sums;
    private final Turn turn = new Turn();

    private BackwardSteps(StackMemory memory) {
        this.memory = memory;
        products = new RowProducts(memory.width, memory.stride);
        outerProducts = new OuterProducts(memory.width, memory.stride);
        sums = new BatchSums(memory.width);
    }

    static LayerSteps of(StackMemory memory) {
        BackwardSteps steps = new BackwardSteps(memory);
        List<LayerSteps.Step> all = new ArrayList<>(List.of(steps::differentiate));
        if (memory.shape.scale().kind() != LayerScale.Kind.CONSTANT) {
            all.addAll(List.of(steps::multiplyByActivation, steps::sumScale));
        }
        all.addAll(memory.inPlace() ? List.of(steps::accumulateInPlace) : List.of(steps::accumulate, steps::storeWeights));
        all.addAll(List.of(steps::sumBias, steps::transpose, steps::multiply));
        return new LayerSteps(all.toArray(LayerSteps.Step[]::new));
    }

    private void differentiate(int k, float[] parameters, float[] gradients) {
        memory.loadFactor(k);
        BackwardPass.apply(memory.shape.activation(), memory.rowsOfBatch, memory.flow, memory.activations, memory.s(k),
                memory.factors, memory.preActivationFlow);
    }

    private void accumulate(int k, float[] parameters, float[] gradients) {
        outerProducts.accumulate(memory.states, memory.h(k), memory.rows, memory.preActivationFlow, memory.weightSums, 0);
    }

    private void accumulateInPlace(int k, float[] parameters, float[] gradients) {
        outerProducts.accumulate(memory.states, memory.h(k), memory.rows, memory.preActivationFlow, gradients, memory.weightsAt(k));
    }

    private void storeWeights(int k, float[] parameters, float[] gradients) {
        Lanes.unpack(memory.weightSums, 0, memory.width, memory.width, gradients, memory.weightsAt(k));
    }

    private void sumBias(int k, float[] parameters, float[] gradients) {
        if (memory.shape.bias()) {
            sums.sum(memory.preActivationFlow, memory.rows, gradients, memory.biasAt(k));
        }
    }

    private void multiplyByActivation(int k, float[] parameters, float[] gradients) {
        BackwardPass.multiply(memory.rowsOfBatch, memory.flow, memory.activations, memory.s(k), memory.preActivation);
    }

    private void sumScale(int k, float[] parameters, float[] gradients) {
        sums.sum(memory.preActivation, memory.rows, memory.scaleSums, 0);
        storeScale(memory, k, gradients);
    }

    static void storeScale(StackMemory memory, int k, float[] gradients) {
        switch (memory.shape.scale().kind()) {
            case CONSTANT -> { }
            case SHARED -> memory.sharedScaleSum += memory.scaleSum();
            case PER_LAYER -> gradients[memory.slices.offsetDelta() + k] = (float) memory.scaleSum();
        }
    }

    private void transpose(int k, float[] parameters, float[] gradients) {
        if (memory.inPlace()) {
            turn.run(parameters, memory.weightsAt(k), memory.width, memory.weights, memory.stride);
        } else {
            Lanes.packTransposed(parameters, memory.weightsAt(k), memory.width, memory.weights);
        }
    }

    private void multiply(int k, float[] parameters, float[] gradients) {
        products.multiply(memory.preActivationFlow, 0, memory.rows, memory.weights, 0, memory.flow, 0, memory.stride, memory.flow, 0);
    }
}
