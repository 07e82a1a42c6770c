package org.plumbline.numerics.kernels;

import java.util.Arrays;

/** The steps of {@link TangentSteps} for states whose lines hold a feature of all rows. */
final class LineTangentSteps {

    private final StackMemory memory;
    private final LineProducts products;

    private LineTangentSteps(StackMemory memory) {
        this.memory = memory;
        products = new LineProducts(memory.width);
    }

    static LayerSteps of(StackMemory memory) {
        LineTangentSteps steps = new LineTangentSteps(memory);
        return new LayerSteps(steps::changeByParameters, steps::changeByState, steps::activate);
    }

    private void changeByParameters(int k, float[] parameters, float[] direction) {
        if (direction == null) {
            Arrays.fill(memory.preActivation, 0, memory.layer(), 0);
        } else {
            LineForwardSteps.fillWithBias(memory, direction, k);
            multiply(direction, k, memory.states, memory.h(k));
        }
    }

    private void changeByState(int k, float[] parameters, float[] direction) {
        multiply(parameters, k, memory.flow, 0);
    }

    private void multiply(float[] matrices, int k, float[] lines, int at) {
        products.add(memory.line(), matrices, memory.weightsAt(k), lines, at, memory.preActivation, 0);
    }

    private void activate(int k, float[] parameters, float[] direction) {
        TangentPass.apply(memory, memory.s(k), memory.preActivation, memory.flow, memory.scales[k],
                direction == null ? 0 : TangentSteps.scaleChange(memory, parameters, direction, k));
    }
}
