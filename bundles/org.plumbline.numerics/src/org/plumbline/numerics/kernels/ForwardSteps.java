package org.plumbline.numerics.kernels;

/** The steps of one layer's value: z = h A + b; s = sigma(z); h' = h + scale s. */
final class ForwardSteps {

    private final StackMemory memory;
    private final RowProducts products;

    private ForwardSteps(StackMemory memory) {
        this.memory = memory;
        products = new RowProducts(memory.width, memory.stride);
    }

    static LayerSteps of(StackMemory memory) {
        ForwardSteps steps = new ForwardSteps(memory);
        return memory.inPlace() ? new LayerSteps(steps::multiplyInPlace, steps::advance)
                : new LayerSteps(steps::pack, steps::multiply, steps::advance);
    }

    /** The steps that compute the states of a segment again from what is kept. */
    static LayerSteps again(StackMemory memory) {
        return memory.allActivations ? new LayerSteps(new ForwardSteps(memory)::readBack) : of(memory);
    }

    private void pack(int k, float[] parameters, float[] unused) {
        memory.packWeights(parameters, k);
    }

    private void multiply(int k, float[] parameters, float[] unused) {
        products.multiply(memory.states, memory.h(k), memory.rows, memory.weights, 0, memory.bias, 0, 0, memory.preActivation, 0);
    }

    private void multiplyInPlace(int k, float[] parameters, float[] unused) {
        boolean bias = memory.shape.bias();
        products.multiply(memory.states, memory.h(k), memory.rows, parameters, memory.weightsAt(k), bias ? parameters : memory.bias,
                bias ? memory.biasAt(k) : 0, 0, memory.preActivation, 0);
    }

    private void advance(int k, float[] parameters, float[] unused) {
        StateSteps.advance(memory, k, parameters);
    }

    private void readBack(int k, float[] parameters, float[] unused) {
        StateSteps.readBack(memory, k);
    }
}
