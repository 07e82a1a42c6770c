package org.plumbline.numerics.kernels;

/**
 * The steps of {@link TangentSteps} for states whose lines hold a feature of all rows.
 * <p>h dA + dh A is one product of [h dh] with dA over A: the chains go on from the one to the other.</p>
 */
final class LineTangentSteps {

    private final StackMemory memory;
    private final LineProducts products;
    /** dA over A. */
    private final float[] matrices;
    /** h over dh. */
    private final float[] lines;
    private final float[] noBias;

    private LineTangentSteps(StackMemory memory) {
        this.memory = memory;
        int width = memory.width;
        products = new LineProducts(width);
        boolean used = StateStorage.mayBeInLines(memory.shape);
        matrices = new float[used ? 2 * width * width : 0];
        lines = new float[used ? 2 * memory.flow.length : 0];
        noBias = new float[used ? width : 0];
    }

    static LayerSteps of(StackMemory memory) {
        LineTangentSteps steps = new LineTangentSteps(memory);
        return new LayerSteps(steps::gather, steps::multiply, steps::activate);
    }

    private void gather(int k, float[] parameters, float[] direction) {
        if (direction != null) {
            int square = memory.width * memory.width;
            int layer = memory.layer();
            System.arraycopy(direction, memory.weightsAt(k), matrices, 0, square);
            System.arraycopy(parameters, memory.weightsAt(k), matrices, square, square);
            System.arraycopy(memory.states, memory.h(k), lines, 0, layer);
            System.arraycopy(memory.flow, 0, lines, layer, layer);
        }
    }

    private void multiply(int k, float[] parameters, float[] direction) {
        if (direction == null) {
            products.multiply(memory.width, memory.line(), parameters, memory.weightsAt(k), memory.flow, 0, noBias, 0,
                    memory.preActivation, 0);
        } else {
            products.multiply(2 * memory.width, memory.line(), matrices, 0, lines, 0, memory.biases(direction),
                    memory.biasPlace(k), memory.preActivation, 0);
        }
    }

    private void activate(int k, float[] parameters, float[] direction) {
        TangentPass.apply(memory, memory.s(k), memory.preActivation, memory.flow, memory.scales[k],
                direction == null ? 0 : TangentSteps.scaleChange(memory, parameters, direction, k));
    }
}
