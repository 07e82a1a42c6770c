package org.plumbline.numerics.kernels;

import java.util.Arrays;

import jdk.incubator.vector.FloatVector;

/**
 * The steps of {@link BackwardSteps} for states whose lines hold a feature of all rows.
 * <p>Only what is summed over the batch is turned into rows first, so that its sums are chains in the order of the batch.</p>
 */
final class LineBackwardSteps {

    private final StackMemory memory;
    private final LineSums products;
    private final float[] factors = new float[Lanes.COUNT];
    /** dz, or g s, as padded rows. */
    private final float[] turned;
    private final Turn turn = new Turn();

    private LineBackwardSteps(StackMemory memory) {
        this.memory = memory;
        products = new LineSums(memory.width);
        turned = new float[StateStorage.mayBeInLines(memory.shape) ? memory.flow.length : 0];
    }

    static LayerSteps of(StackMemory memory) {
        LineBackwardSteps steps = new LineBackwardSteps(memory);
        if (memory.shape.scale().kind() == LayerScale.Kind.CONSTANT) {
            return new LayerSteps(steps::differentiate, steps::turn, steps::sum, steps::accumulate, steps::storeWeights,
                    steps::storeBias, steps::multiply);
        }
        return new LayerSteps(steps::differentiate, steps::multiplyByActivation, steps::turnProducts, steps::sumProducts,
                steps::storeScale, steps::turn, steps::sum, steps::accumulate, steps::storeWeights, steps::storeBias,
                steps::multiply);
    }

    private void differentiate(int k, float[] parameters, float[] gradients) {
        Arrays.fill(factors, memory.scales[k]);
        BackwardPass.apply(memory.shape.activation(), memory.rowsOfBatch, memory.flow, memory.activations, memory.s(k), factors,
                memory.preActivationFlow, memory.biasSums, memory.scaleSums);
    }

    private void multiplyByActivation(int k, float[] parameters, float[] gradients) {
        float[] g = memory.flow;
        float[] s = memory.activations;
        float[] products = memory.preActivation;
        int from = memory.s(k);
        int count = memory.layer();
        for (int i = 0; i < count; i += Lanes.COUNT) {
            FloatVector value = FloatVector.fromArray(Lanes.SPECIES, s, from + i);
            FloatVector.fromArray(Lanes.SPECIES, g, i).mul(value).intoArray(products, i);
        }
    }

    private void turnProducts(int k, float[] parameters, float[] gradients) {
        turn(memory.preActivation);
    }

    private void sumProducts(int k, float[] parameters, float[] gradients) {
        sumRows(memory.scaleSums);
    }

    private void storeScale(int k, float[] parameters, float[] gradients) {
        BackwardSteps.storeScale(memory, k, gradients);
    }

    private void turn(int k, float[] parameters, float[] gradients) {
        turn(memory.preActivationFlow);
    }

    private void sum(int k, float[] parameters, float[] gradients) {
        sumRows(memory.biasSums);
    }

    private void accumulate(int k, float[] parameters, float[] gradients) {
        Arrays.fill(memory.weightSums, 0);
        memory.batchSums.add(memory.width, memory.rows, memory.stride, memory.states, memory.h(k), turned, 0, memory.weightSums, 0);
    }

    private void storeWeights(int k, float[] parameters, float[] gradients) {
        Lanes.unpack(memory.weightSums, 0, memory.width, memory.width, gradients, memory.weightsAt(k));
    }

    private void storeBias(int k, float[] parameters, float[] gradients) {
        if (memory.shape.bias()) {
            System.arraycopy(memory.biasSums, 0, gradients, memory.biasAt(k), memory.width);
        }
    }

    private void multiply(int k, float[] parameters, float[] gradients) {
        products.add(memory.width, memory.width, memory.line(), parameters, memory.weightsAt(k), memory.preActivationFlow, 0,
                memory.flow, 0);
    }

    private void turn(float[] lines) {
        turn.run(lines, 0, memory.line(), turned, memory.stride);
    }

    private void sumRows(float[] sums) {
        int end = memory.rows * memory.stride;
        for (int column = 0; column < memory.stride; column += Lanes.COUNT) {
            FloatVector sum = FloatVector.zero(Lanes.SPECIES);
            for (int i = column; i < end; i += memory.stride) {
                sum = sum.add(FloatVector.fromArray(Lanes.SPECIES, turned, i));
            }
            sum.intoArray(sums, column);
        }
    }
}
