// Generated from PackedSteps.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import jdk.incubator.vector.DoubleVector;

/** The steps of one layer of several nets; the same as {@link ForwardSteps} and {@link BackwardSteps}, a lane for each net. */
final class PackedSteps {

    private static final int LANES = Lanes.COUNT;

    private final PackedMemory memory;
    private final LaneProducts values;
    private final LaneProducts weights;
    private final LaneProducts inputs;

    PackedSteps(PackedMemory memory) {
        this.memory = memory;
        values = LaneProducts.values(memory.width);
        weights = LaneProducts.weights(memory.width);
        inputs = LaneProducts.inputs(memory.width);
    }

    LayerSteps forward() {
        return new LayerSteps(this::multiply, this::activate, this::advance);
    }

    LayerSteps backward() {
        return new LayerSteps(this::differentiate, this::accumulate, this::storeBiasAndScale, this::multiplyBack);
    }

    private void multiply(int k, double[] parameters, double[] unused) {
        boolean bias = memory.shape.bias();
        values.multiply(memory.rows, memory.width, memory.states, k * memory.layer(), parameters, memory.weightsAt(k),
                bias ? parameters : memory.noBias, bias ? memory.biasAt(k) : 0, memory.preActivation, 0);
    }

    private void activate(int k, double[] parameters, double[] unused) {
        ForwardPass.apply(memory.shape.activation(), memory.preActivation, memory.layer());
    }

    private void advance(int k, double[] parameters, double[] unused) {
        memory.loadFactors(parameters, k);
        advance(memory.preActivation, memory.activations, memory.states, k * memory.layer(), memory.layer(), memory.factors);
    }

    private static void advance(double[] scratch, double[] activations, double[] states, int at, int count, double[] factors) {
        DoubleVector factor = DoubleVector.fromArray(Lanes.SPECIES, factors, 0);
        for (int i = 0; i < count; i += LANES) {
            DoubleVector value = DoubleVector.fromArray(Lanes.SPECIES, scratch, i);
            value.intoArray(activations, at + i);
            value.fma(factor, DoubleVector.fromArray(Lanes.SPECIES, states, at + i)).intoArray(states, at + count + i);
        }
    }

    private void differentiate(int k, double[] parameters, double[] gradients) {
        memory.loadFactors(parameters, k);
        BackwardPass.apply(memory.shape.activation(), memory.rowsOfBatch, memory.flow, memory.activations, k * memory.layer(),
                memory.factors, memory.preActivationFlow, memory.biasSums, memory.scaleSums);
    }

    private void accumulate(int k, double[] parameters, double[] gradients) {
        weights.multiply(memory.width, memory.rows, memory.states, k * memory.layer(), memory.preActivationFlow, 0,
                memory.noBias, 0, gradients, memory.weightsAt(k));
    }

    private void storeBiasAndScale(int k, double[] parameters, double[] gradients) {
        if (memory.shape.bias()) {
            System.arraycopy(memory.biasSums, 0, gradients, memory.biasAt(k), memory.biasSums.length);
        }
        switch (memory.shape.scale().kind()) {
            case CONSTANT -> { }
            case SHARED -> {
                for (int net = 0; net < LANES; net++) {
                    memory.sharedScaleSums[net] += memory.scaleSum(net);
                }
            }
            case PER_LAYER -> {
                for (int net = 0; net < LANES; net++) {
                    gradients[memory.scaleAt(k) + net] = memory.scaleSum(net);
                }
            }
        }
    }

    private void multiplyBack(int k, double[] parameters, double[] gradients) {
        inputs.multiply(memory.rows, memory.width, memory.preActivationFlow, 0, parameters, memory.weightsAt(k), memory.flow, 0,
                memory.flow, 0);
    }
}
