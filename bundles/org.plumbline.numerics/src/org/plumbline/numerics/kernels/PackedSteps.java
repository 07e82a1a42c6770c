package org.plumbline.numerics.kernels;

/** The steps of one layer of several nets; the same as {@link ForwardSteps} and {@link BackwardSteps}, a lane for each net. */
final class PackedSteps {

    private static final int LANES = Lanes.COUNT;

    private final PackedMemory memory;
    private final LaneProducts values;
    private final LaneProducts weights;
    private final LaneProducts inputs;
    private final BatchSums sums;

    PackedSteps(PackedMemory memory) {
        this.memory = memory;
        values = LaneProducts.values(memory.width);
        weights = LaneProducts.weights(memory.width);
        inputs = LaneProducts.inputs(memory.width);
        sums = new BatchSums(memory.width * LANES);
    }

    LayerSteps forward() {
        return new LayerSteps(this::multiply, this::advance);
    }

    LayerSteps backward() {
        if (memory.shape.scale().kind() == LayerScale.Kind.CONSTANT) {
            return new LayerSteps(this::differentiate, this::accumulate, this::sumBias, this::multiplyBack);
        }
        return new LayerSteps(this::differentiate, this::multiplyByActivation, this::sumScale, this::accumulate, this::sumBias,
                this::multiplyBack);
    }

    private void multiply(int k, float[] parameters, float[] unused) {
        boolean bias = memory.shape.bias();
        values.multiply(memory.rows, memory.width, memory.states, k * memory.layer(), parameters, memory.weightsAt(k),
                bias ? parameters : memory.noBias, bias ? memory.biasAt(k) : 0, memory.preActivation, 0);
    }

    private void advance(int k, float[] parameters, float[] unused) {
        memory.loadFactors(parameters, k);
        int at = k * memory.layer();
        ForwardPass.advance(memory.shape.activation(), memory.rowsOfBatch, memory.preActivation, memory.activations, at, memory.states,
                at, at + memory.layer(), memory.factors);
    }

    private void differentiate(int k, float[] parameters, float[] gradients) {
        memory.loadFactors(parameters, k);
        BackwardPass.apply(memory.shape.activation(), memory.rowsOfBatch, memory.flow, memory.activations, k * memory.layer(),
                memory.factors, memory.preActivationFlow);
    }

    private void accumulate(int k, float[] parameters, float[] gradients) {
        weights.multiply(memory.width, memory.rows, memory.states, k * memory.layer(), memory.preActivationFlow, 0,
                memory.noBias, 0, gradients, memory.weightsAt(k));
    }

    private void sumBias(int k, float[] parameters, float[] gradients) {
        if (memory.shape.bias()) {
            sums.sum(memory.preActivationFlow, memory.rows, gradients, memory.biasAt(k));
        }
    }

    private void multiplyByActivation(int k, float[] parameters, float[] gradients) {
        BackwardPass.multiply(memory.rowsOfBatch, memory.flow, memory.activations, k * memory.layer(), memory.preActivation);
    }

    private void sumScale(int k, float[] parameters, float[] gradients) {
        sums.sum(memory.preActivation, memory.rows, memory.scaleSums, 0);
        switch (memory.shape.scale().kind()) {
            case CONSTANT -> { }
            case SHARED -> {
                for (int net = 0; net < LANES; net++) {
                    memory.sharedScaleSums[net] += memory.scaleSum(net);
                }
            }
            case PER_LAYER -> {
                for (int net = 0; net < LANES; net++) {
                    gradients[memory.scaleAt(k) + net] = (float) memory.scaleSum(net);
                }
            }
        }
    }

    private void multiplyBack(int k, float[] parameters, float[] gradients) {
        inputs.multiply(memory.rows, memory.width, memory.preActivationFlow, 0, parameters, memory.weightsAt(k), memory.flow, 0,
                memory.flow, 0);
    }
}
