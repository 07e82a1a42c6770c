// Generated from LineTangentSteps.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

/**
 * The steps of {@link TangentSteps} for states whose lines hold a feature of all rows.
 * <p>h dA + dh A is one product of [h dh] with dA over A: the chains go on from the one to the other.</p>
 */
final class LineTangentSteps {

    private final StackMemory memory;
    private final LineProducts products;
    /** dA over A. */
    private final double[] matrices;
    /** h over dh. */
    private final double[] lines;
    private final double[] noBias;

    private LineTangentSteps(StackMemory memory) {
        this.memory = memory;
        int width = memory.width;
        products = new LineProducts(width);
        boolean used = DoubleStateStorage.mayBeInLines(memory.shape);
        matrices = new double[used ? 2 * width * width : 0];
        lines = new double[used ? 2 * memory.flow.length : 0];
        noBias = new double[used ? width : 0];
    }

    static LayerSteps of(StackMemory memory) {
        LineTangentSteps steps = new LineTangentSteps(memory);
        return new LayerSteps(steps::gather, steps::multiply, steps::activate);
    }

    private void gather(int k, double[] parameters, double[] direction) {
        if (direction != null) {
            int square = memory.width * memory.width;
            int layer = memory.layer();
            System.arraycopy(direction, memory.weightsAt(k), matrices, 0, square);
            System.arraycopy(parameters, memory.weightsAt(k), matrices, square, square);
            System.arraycopy(memory.states, memory.h(k), lines, 0, layer);
            System.arraycopy(memory.flow, 0, lines, layer, layer);
        }
    }

    private void multiply(int k, double[] parameters, double[] direction) {
        if (direction == null) {
            products.multiply(memory.width, memory.line(), parameters, memory.weightsAt(k), memory.flow, 0, noBias, 0,
                    memory.preActivation, 0);
        } else {
            products.multiply(2 * memory.width, memory.line(), matrices, 0, lines, 0, memory.biases(direction),
                    memory.biasPlace(k), memory.preActivation, 0);
        }
    }

    private void activate(int k, double[] parameters, double[] direction) {
        TangentPass.apply(memory, memory.s(k), memory.preActivation, memory.flow, memory.scales[k],
                direction == null ? 0 : TangentSteps.scaleChange(memory, parameters, direction, k));
    }
}
