// Generated from LineBackwardSteps.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import java.util.Arrays;

import jdk.incubator.vector.DoubleVector;

import org.plumbline.numerics.kernels.LayerScale;

/**
 * The steps of {@link BackwardSteps} for states whose lines hold a feature of all rows.
 * <p>Only what is summed over the batch is turned into rows first, so that its sums are chains in the order of the batch.</p>
 */
final class LineBackwardSteps {

    private final StackMemory memory;
    private final LineSums products;
    private final double[] factors = new double[Lanes.COUNT];
    /** dz, or g s, as padded rows. */
    private final double[] turned;
    private final Turn turn = new Turn();

    private LineBackwardSteps(StackMemory memory) {
        this.memory = memory;
        products = new LineSums(memory.width);
        turned = new double[DoubleStateStorage.mayBeInLines(memory.shape) ? memory.flow.length : 0];
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

    private void differentiate(int k, double[] parameters, double[] gradients) {
        Arrays.fill(factors, memory.scales[k]);
        BackwardPass.apply(memory.shape.activation(), memory.rowsOfBatch, memory.flow, memory.activations, memory.s(k), factors,
                memory.preActivationFlow, memory.biasSums, memory.scaleSums);
    }

    private void multiplyByActivation(int k, double[] parameters, double[] gradients) {
        double[] g = memory.flow;
        double[] s = memory.activations;
        double[] products = memory.preActivation;
        int from = memory.s(k);
        int count = memory.layer();
        for (int i = 0; i < count; i += Lanes.COUNT) {
            DoubleVector value = DoubleVector.fromArray(Lanes.SPECIES, s, from + i);
            DoubleVector.fromArray(Lanes.SPECIES, g, i).mul(value).intoArray(products, i);
        }
    }

    private void turnProducts(int k, double[] parameters, double[] gradients) {
        turn(memory.preActivation);
    }

    private void sumProducts(int k, double[] parameters, double[] gradients) {
        sumRows(memory.scaleSums);
    }

    private void storeScale(int k, double[] parameters, double[] gradients) {
        BackwardSteps.storeScale(memory, k, gradients);
    }

    private void turn(int k, double[] parameters, double[] gradients) {
        turn(memory.preActivationFlow);
    }

    private void sum(int k, double[] parameters, double[] gradients) {
        sumRows(memory.biasSums);
    }

    private void accumulate(int k, double[] parameters, double[] gradients) {
        Arrays.fill(memory.weightSums, 0);
        memory.batchSums.add(memory.width, memory.rows, memory.stride, memory.states, memory.h(k), turned, 0, memory.weightSums, 0);
    }

    private void storeWeights(int k, double[] parameters, double[] gradients) {
        Lanes.unpack(memory.weightSums, 0, memory.width, memory.width, gradients, memory.weightsAt(k));
    }

    private void storeBias(int k, double[] parameters, double[] gradients) {
        if (memory.shape.bias()) {
            System.arraycopy(memory.biasSums, 0, gradients, memory.biasAt(k), memory.width);
        }
    }

    private void multiply(int k, double[] parameters, double[] gradients) {
        products.add(memory.width, memory.width, memory.line(), parameters, memory.weightsAt(k), memory.preActivationFlow, 0,
                memory.flow, 0);
    }

    private void turn(double[] lines) {
        turn.run(lines, 0, memory.line(), turned, memory.stride);
    }

    private void sumRows(double[] sums) {
        int end = memory.rows * memory.stride;
        for (int column = 0; column < memory.stride; column += Lanes.COUNT) {
            DoubleVector sum = DoubleVector.zero(Lanes.SPECIES);
            for (int i = column; i < end; i += memory.stride) {
                sum = sum.add(DoubleVector.fromArray(Lanes.SPECIES, turned, i));
            }
            sum.intoArray(sums, column);
        }
    }
}
