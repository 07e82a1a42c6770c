// Generated from StackMemory.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import java.util.Arrays;

import org.plumbline.numerics.kernels.ParameterSlices;
import org.plumbline.numerics.kernels.ResidualDenseShape;

/**
 * The arrays of one kernel: the states of one segment, the starts of all segments, the activations s_k = sigma(z_k) as
 * {@link DoubleStateStorage} says, and the scratch of one layer.
 * <p>In rows, states and scratch are padded, [rows, stride]. Activations are not, [rows, width], as they are what a deep stack streams
 * through memory: rows are written in ascending order as whole vectors, the surplus of one under the next. Read back as
 * vectors their surplus lanes hold the next row, so the surplus of what is computed from them means nothing; no product or
 * sum that leaves the kernel reads it.</p>
 * <p>In lines, where {@link DoubleStateStorage#inLines} says so, all of them are [width, line]: a line is one feature of all rows, and
 * lanes beyond the batch.</p>
 */
final class StackMemory {

    final ResidualDenseShape shape;
    final ParameterSlices slices;
    final int width;
    final int stride;
    /** Layers in a segment. */
    final int segment;
    final boolean allActivations;
    /** h_first, ..., h_{first + segment}. */
    final double[] states;
    final double[] activations;
    /** The factors of the last forward pass. */
    final double[] scales;
    /** The factor of a layer in all lanes. */
    final double[] factors = new double[Lanes.COUNT];
    final double[] weights;
    final double[] bias;
    /** z_k. */
    final double[] preActivation;
    /** Derivative by h (backwards) or change of h (tangent). */
    final double[] flow;
    /** The same for z. */
    final double[] preActivationFlow;
    final double[] weightSums;
    final double[] scaleSums;
    /** Sum over the layers done so far of the derivative by a shared factor. */
    double sharedScaleSum;
    int rows;
    BackwardPass.Rows rowsOfBatch;
    private boolean inLines;
    private final double[] starts;
    /** The first layer of the segment whose states are there. */
    private int first;

    StackMemory(ResidualDenseShape shape, ParameterSlices slices, int batchCapacity, DoubleStateStorage storage) {
        this.shape = shape;
        this.slices = slices;
        width = shape.width();
        stride = Lanes.padded(width);
        if (batchCapacity < 1 || !storage.fitsArrays(shape, batchCapacity)) {
            throw new IllegalArgumentException("residual dense kernel: batch capacity must be >= 1 and the states of a segment,"
                    + " of the starts, and the activations must each fit into one array, got batch " + batchCapacity
                    + " at depth " + shape.depth() + " and width " + width + " with " + storage);
        }
        segment = storage.segment(shape);
        allActivations = storage.allActivations();
        states = new double[(int) storage.segmentFloats(shape, batchCapacity)];
        activations = new double[(int) storage.activationFloats(shape, batchCapacity)];
        starts = new double[(int) storage.startFloats(shape, batchCapacity)];
        scales = new double[shape.depth()];
        weights = new double[width * stride];
        bias = new double[stride];
        int layer = (int) DoubleStateStorage.layerFloats(shape, batchCapacity);
        preActivation = new double[layer];
        flow = new double[layer];
        preActivationFlow = new double[layer];
        weightSums = new double[width * stride];
        scaleSums = new double[stride];
    }

    void setRows(int count) {
        if (rows == count) {
            return;
        }
        rows = count;
        inLines = DoubleStateStorage.inLines(width, count);
        int line = Lanes.padded(count);
        rowsOfBatch = inLines ? new BackwardPass.Rows(width, line, line) : new BackwardPass.Rows(count, stride, width);
    }

    /** Whether states are lines that hold a feature of all rows; else they are rows that hold all features. */
    boolean inLines() {
        return inLines;
    }

    /** Length of a line, or of a row. */
    int line() {
        return rowsOfBatch.stride();
    }

    /** Number of doubles of one state. */
    int layer() {
        return rowsOfBatch.count() * rowsOfBatch.stride();
    }

    /** Copies [n, d] to a state. In lines the lanes beyond the batch repeat its last row: they must not overflow before it. */
    void enter(double[] from, double[] to, int at) {
        if (!inLines) {
            Lanes.pack(from, 0, rows, width, to, at);
            return;
        }
        int line = line();
        for (int j = 0; j < width; j++) {
            for (int b = 0; b < line; b++) {
                to[at + j * line + b] = from[Math.min(b, rows - 1) * width + j];
            }
        }
    }

    /** Copies [n, d] to derivatives; the lanes beyond the batch become zero. */
    void enterDerivatives(double[] from, double[] to) {
        enter(from, to, 0);
        if (inLines) {
            for (int j = 0; j < width; j++) {
                Arrays.fill(to, j * line() + rows, (j + 1) * line(), 0);
            }
        }
    }

    /** Copies a state to [n, d]. */
    void leave(double[] from, int at, double[] to) {
        if (!inLines) {
            Lanes.unpack(from, at, rows, width, to, 0);
            return;
        }
        int line = line();
        for (int j = 0; j < width; j++) {
            for (int b = 0; b < rows; b++) {
                to[b * width + j] = from[at + j * line + b];
            }
        }
    }

    /** Whether all of h_k is finite; k as in {@link #h}. */
    boolean finite(int k) {
        for (int i = 0; i < rowsOfBatch.count(); i++) {
            int at = h(k) + i * line();
            for (int j = 0; j < (inLines ? rows : width); j++) {
                if (!Double.isFinite(states[at + j])) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Place of h_k in the states; k must belong to the segment that is there, or be the one after. */
    int h(int k) {
        return (k - first) * layer();
    }

    /** Place of s_k in the activations; k must belong to the segment that is there. */
    int s(int k) {
        return (allActivations ? k : k - first) * rowsOfBatch.count() * rowsOfBatch.kept();
    }

    /** Returns the first layer of the segment that layer k belongs to. */
    int segmentOf(int k) {
        return k / segment * segment;
    }

    /** Returns the layer after the last one of a segment. */
    int endOf(int firstLayer) {
        return Math.min(firstLayer + segment, shape.depth());
    }

    boolean holds(int firstLayer) {
        return first == firstLayer;
    }

    /** Goes to the first segment; the caller puts x into the states from 0. */
    void rewind() {
        first = 0;
    }

    /** Keeps the first state of the segment that is there. */
    void keepStart() {
        System.arraycopy(states, 0, starts, first / segment * layer(), layer());
    }

    /** Goes on to the next segment, whose first state is the last one of this. */
    void advance() {
        System.arraycopy(states, segment * layer(), states, 0, layer());
        first += segment;
    }

    /** Goes to a segment and restores its first state, from which the caller computes the others. */
    void restore(int firstLayer) {
        first = firstLayer;
        System.arraycopy(starts, first / segment * layer(), states, 0, layer());
    }

    /** Copies A_k and b_k into the scratch. Without bias its scratch stays zero. */
    void packWeights(double[] parameters, int k) {
        Lanes.pack(parameters, weightsAt(k), width, width, weights, 0);
        if (shape.bias()) {
            Lanes.pack(parameters, biasAt(k), 1, width, bias, 0);
        }
    }

    /** Whether a row of A_k is a number of whole vectors, so that it is read and its derivative written where it is. */
    boolean inPlace() {
        return width == stride;
    }

    int weightsAt(int k) {
        return slices.offsetA() + k * width * width;
    }

    int biasAt(int k) {
        return slices.offsetB() + k * width;
    }

    /** Returns the array that holds the b_k: the parameters, or zeros without bias. */
    double[] biases(double[] parameters) {
        return shape.bias() ? parameters : bias;
    }

    /** Returns the place of b_k there. */
    int biasPlace(int k) {
        return shape.bias() ? biasAt(k) : 0;
    }

    /** Returns the factor of layer k. */
    double scale(double[] parameters, int k) {
        return switch (shape.scale().kind()) {
            case CONSTANT -> shape.scale().constant();
            case SHARED -> Math.abs(parameters[slices.offsetDelta()]);
            case PER_LAYER -> parameters[slices.offsetDelta() + k];
        };
    }

    /** Fills the factors with that of layer k of the last forward pass. */
    void loadFactor(int k) {
        Arrays.fill(factors, scales[k]);
    }

    /** Returns the sum of the derivatives by a layer's factor over its features, in order. */
    double scaleSum() {
        double sum = 0;
        for (int j = 0; j < width; j++) {
            sum += scaleSums[j];
        }
        return sum;
    }
}
