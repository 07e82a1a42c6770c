// Generated from LineForwardSteps.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import java.util.Arrays;

import jdk.incubator.vector.DoubleVector;

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
        return new LayerSteps(steps::start, steps::multiply, steps::activate, steps::advance);
    }

    static LayerSteps again(StackMemory memory) {
        return memory.allActivations ? new LayerSteps(new LineForwardSteps(memory)::readBack) : of(memory);
    }

    private void start(int k, double[] parameters, double[] unused) {
        fillWithBias(memory, parameters, k);
    }

    /** Starts z with b, or with 0 without bias. */
    static void fillWithBias(StackMemory memory, double[] parameters, int k) {
        int line = memory.line();
        int biasAt = memory.biasAt(k);
        double[] z = memory.preActivation;
        if (memory.shape.bias()) {
            for (int j = 0; j < memory.width; j++) {
                DoubleVector b = DoubleVector.broadcast(Lanes.SPECIES, parameters[biasAt + j]);
                for (int i = j * line; i < (j + 1) * line; i += Lanes.COUNT) {
                    b.intoArray(z, i);
                }
            }
        } else {
            Arrays.fill(memory.preActivation, 0, memory.layer(), 0);
        }
    }

    private void multiply(int k, double[] parameters, double[] unused) {
        products.add(memory.line(), parameters, memory.weightsAt(k), memory.states, memory.h(k),
                memory.preActivation, 0);
    }

    private void activate(int k, double[] parameters, double[] unused) {
        ForwardPass.apply(memory.shape.activation(), memory.preActivation, memory.layer());
    }

    private void advance(int k, double[] parameters, double[] unused) {
        memory.scales[k] = memory.scale(parameters, k);
        StateSteps.advance(memory, k);
    }

    private void readBack(int k, double[] parameters, double[] unused) {
        StateSteps.readBack(memory, k);
    }
}
