package org.plumbline.numerics.kernels;

/**
 * The steps of {@link BackwardSteps} for states whose lines hold a feature of all rows.
 * <p>Only what is summed over the batch is turned into rows first, so that its sums are chains in the order of the batch.</p>
 */
final class LineBackwardSteps {

    private final StackMemory memory;
    private final LineSums products;
    private final LineOuterProducts outerProducts;
    private final BatchSums sums;
    /** dz, or g s, as padded rows. */
    private final float[] turned;
    private final Turn turn = new Turn();

    private LineBackwardSteps(StackMemory memory) {
        this.memory = memory;
        products = new LineSums(memory.width);
        outerProducts = new LineOuterProducts(memory.width);
        sums = new BatchSums(memory.width);
        turned = new float[StateStorage.mayBeInLines(memory.shape) ? memory.flow.length : 0];
    }

    static LayerSteps of(StackMemory memory) {
        LineBackwardSteps steps = new LineBackwardSteps(memory);
        if (memory.shape.scale().kind() == LayerScale.Kind.CONSTANT) {
            return new LayerSteps(steps::differentiate, steps::turn, steps::accumulate, steps::multiply);
        }
        return new LayerSteps(steps::differentiate, steps::multiplyByActivation, steps::turnProducts, steps::sumProducts,
                steps::storeScale, steps::turn, steps::accumulate, steps::multiply);
    }

    private void differentiate(int k, float[] parameters, float[] gradients) {
        memory.loadFactor(k);
        BackwardPass.apply(memory.shape.activation(), memory.rowsOfBatch, memory.flow, memory.activations, memory.s(k),
                memory.factors, memory.preActivationFlow);
    }

    private void multiplyByActivation(int k, float[] parameters, float[] gradients) {
        BackwardPass.multiply(memory.rowsOfBatch, memory.flow, memory.activations, memory.s(k), memory.preActivation);
    }

    private void turnProducts(int k, float[] parameters, float[] gradients) {
        turn(memory.preActivation);
    }

    private void sumProducts(int k, float[] parameters, float[] gradients) {
        sums.sum(turned, memory.rows, memory.scaleSums, 0);
    }

    private void storeScale(int k, float[] parameters, float[] gradients) {
        BackwardSteps.storeScale(memory, k, gradients);
    }

    private void turn(int k, float[] parameters, float[] gradients) {
        turn(memory.preActivationFlow);
    }

    private void accumulate(int k, float[] parameters, float[] gradients) {
        outerProducts.multiply(memory.states, memory.h(k), memory.line(), memory.rows, turned, gradients, memory.weightsAt(k));
        if (memory.shape.bias()) {
            outerProducts.copySums(gradients, memory.biasAt(k));
        }
    }

    private void multiply(int k, float[] parameters, float[] gradients) {
        products.add(memory.line(), parameters, memory.weightsAt(k), memory.preActivationFlow, 0,
                memory.flow, 0);
    }

    private void turn(float[] lines) {
        turn.run(lines, 0, memory.line(), turned, memory.stride);
    }
}
