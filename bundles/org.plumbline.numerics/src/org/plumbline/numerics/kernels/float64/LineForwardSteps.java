// Generated from LineForwardSteps.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

/** The steps of {@link ForwardSteps} for states whose lines hold a feature of all rows: neither packed nor padded. */
final class LineForwardSteps {

    private final StackMemory memory;
    private final LineProducts products;

    private LineForwardSteps(StackMemory memory) {
        this.memory = memory;
        products = new LineProducts(memory.width);
    }

    static LayerSteps of(StackMemory memory) {
        LineForwardSteps steps = new LineForwardSteps(memory);
        return new LayerSteps(steps::multiply, steps::advance);
    }

    static LayerSteps again(StackMemory memory) {
        return memory.allActivations ? new LayerSteps(new LineForwardSteps(memory)::readBack) : of(memory);
    }

    private void multiply(int k, double[] parameters, double[] unused) {
        products.multiply(memory.width, memory.line(), parameters, memory.weightsAt(k), memory.states, memory.h(k),
                memory.biases(parameters), memory.biasPlace(k), memory.preActivation, 0);
    }

    private void advance(int k, double[] parameters, double[] unused) {
        StateSteps.advance(memory, k, parameters);
    }

    private void readBack(int k, double[] parameters, double[] unused) {
        StateSteps.readBack(memory, k);
    }
}
