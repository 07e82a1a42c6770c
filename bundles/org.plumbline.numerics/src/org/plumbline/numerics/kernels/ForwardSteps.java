package org.plumbline.numerics.kernels;

/** The steps of one layer's value: z = h A + b; s = sigma(z), h' = h + scale s. */
final class ForwardSteps {

    private final StackMemory memory;
    private final RowProducts products;

    private ForwardSteps(StackMemory memory) {
        this.memory = memory;
        products = new RowProducts(memory.width, memory.stride);
    }

    static LayerSteps of(StackMemory memory) {
        ForwardSteps steps = new ForwardSteps(memory);
        return new LayerSteps(steps::pack, steps::multiply, steps::activate);
    }

    private void pack(int k, float[] parameters, float[] unused) {
        memory.packWeights(parameters, k);
    }

    private void multiply(int k, float[] parameters, float[] unused) {
        products.multiply(memory.states, memory.h(k), memory.rows, memory.weights, memory.bias, 0, 0, memory.states, memory.s(k));
    }

    private void activate(int k, float[] parameters, float[] unused) {
        ForwardPass.apply(memory.shape.activation(), memory.states, memory.s(k), memory.h(k), memory.h(k + 1), memory.layer(),
                memory.scale(parameters, k));
    }
}
