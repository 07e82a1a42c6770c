// Generated from TangentSteps.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import java.util.Arrays;

/**
 * The steps of one layer's directional derivative: dz = dh A + (h dA + db), then dh += dscale s + scale sigma'(z) dz.
 * The direction may be null, which means zero.
 */
final class TangentSteps {

    private final StackMemory memory;
    private final RowProducts products;

    private TangentSteps(StackMemory memory) {
        this.memory = memory;
        products = new RowProducts(memory.width, memory.stride);
    }

    static LayerSteps of(StackMemory memory) {
        TangentSteps steps = new TangentSteps(memory);
        return new LayerSteps(steps::changeByParameters, steps::pack, steps::changeByState, steps::activate);
    }

    private void changeByParameters(int k, double[] parameters, double[] direction) {
        if (direction == null) {
            Arrays.fill(memory.preActivationFlow, 0, memory.layer(), 0);
        } else {
            memory.packWeights(direction, k);
            products.multiply(memory.states, memory.h(k), memory.rows, memory.weights, 0, memory.bias, 0, 0,
                    memory.preActivationFlow, 0);
        }
    }

    private void pack(int k, double[] parameters, double[] direction) {
        memory.packWeights(parameters, k);
    }

    private void changeByState(int k, double[] parameters, double[] direction) {
        products.multiply(memory.flow, 0, memory.rows, memory.weights, 0, memory.preActivationFlow, 0, memory.stride,
                memory.preActivationFlow, 0);
    }

    private void activate(int k, double[] parameters, double[] direction) {
        TangentPass.apply(memory, memory.s(k), memory.preActivationFlow, memory.flow, memory.scales[k],
                direction == null ? 0 : scaleChange(memory, parameters, direction, k));
    }

    static double scaleChange(StackMemory memory, double[] parameters, double[] direction, int k) {
        int at = memory.slices.offsetDelta();
        return switch (memory.shape.scale().kind()) {
            case CONSTANT -> 0;
            case SHARED -> Math.signum(parameters[at]) * direction[at];
            case PER_LAYER -> direction[at + k];
        };
    }
}
