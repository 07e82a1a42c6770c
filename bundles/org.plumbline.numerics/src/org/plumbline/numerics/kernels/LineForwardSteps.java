package org.plumbline.numerics.kernels;

import java.util.Arrays;

import jdk.incubator.vector.FloatVector;

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

    private void start(int k, float[] parameters, float[] unused) {
        fillWithBias(memory, parameters, k);
    }

    /** Starts z with b, or with 0 without bias. */
    static void fillWithBias(StackMemory memory, float[] parameters, int k) {
        int line = memory.line();
        int biasAt = memory.biasAt(k);
        float[] z = memory.preActivation;
        if (memory.shape.bias()) {
            for (int j = 0; j < memory.width; j++) {
                FloatVector b = FloatVector.broadcast(Lanes.SPECIES, parameters[biasAt + j]);
                for (int i = j * line; i < (j + 1) * line; i += Lanes.COUNT) {
                    b.intoArray(z, i);
                }
            }
        } else {
            Arrays.fill(memory.preActivation, 0, memory.layer(), 0);
        }
    }

    private void multiply(int k, float[] parameters, float[] unused) {
        products.add(memory.line(), parameters, memory.weightsAt(k), memory.states, memory.h(k),
                memory.preActivation, 0);
    }

    private void activate(int k, float[] parameters, float[] unused) {
        ForwardPass.apply(memory.shape.activation(), memory.preActivation, memory.layer());
    }

    private void advance(int k, float[] parameters, float[] unused) {
        memory.scales[k] = memory.scale(parameters, k);
        StateSteps.advance(memory, k);
    }

    private void readBack(int k, float[] parameters, float[] unused) {
        StateSteps.readBack(memory, k);
    }
}
