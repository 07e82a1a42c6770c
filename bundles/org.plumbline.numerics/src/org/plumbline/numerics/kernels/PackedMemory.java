package org.plumbline.numerics.kernels;

/** The arrays of one {@link PackedResidualKernel}; each entry is one vector, a lane for each net. */
final class PackedMemory {

    final ResidualDenseShape shape;
    final ParameterSlices slices;
    final int width;
    /** h_0, ..., h_L. */
    final float[] states;
    final float[] activations;
    final float[] noBias;
    final float[] preActivation;
    final float[] flow;
    final float[] preActivationFlow;
    final float[] scaleSums;
    final float[] factors = new float[Lanes.COUNT];
    final double[] sharedScaleSums = new double[Lanes.COUNT];
    int rows;
    BackwardPass.Rows rowsOfBatch;

    PackedMemory(ResidualDenseShape shape, ParameterSlices slices, int batchCapacity) {
        this.shape = shape;
        this.slices = slices;
        width = shape.width();
        long layer = (long) batchCapacity * width * Lanes.COUNT;
        long parameters = (long) slices.requiredLength(shape) * Lanes.COUNT;
        if (batchCapacity < 1 || (shape.depth() + 1L) * layer > Integer.MAX_VALUE - 8 || parameters > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("packed residual kernel: batch capacity must be >= 1, and states and parameters of "
                    + Lanes.COUNT + " nets must each fit into one array, got batch " + batchCapacity + " at depth "
                    + shape.depth() + " and width " + width);
        }
        states = new float[(int) ((shape.depth() + 1) * layer)];
        activations = new float[(int) (shape.depth() * layer)];
        noBias = new float[width * Lanes.COUNT];
        preActivation = new float[(int) layer];
        flow = new float[(int) layer];
        preActivationFlow = new float[(int) layer];
        scaleSums = new float[width * Lanes.COUNT];
    }

    void setRows(int count) {
        rows = count;
        rowsOfBatch = new BackwardPass.Rows(count, width * Lanes.COUNT, width * Lanes.COUNT);
    }

    /** Number of floats of one state. */
    int layer() {
        return rows * width * Lanes.COUNT;
    }

    int weightsAt(int k) {
        return (slices.offsetA() + k * width * width) * Lanes.COUNT;
    }

    int biasAt(int k) {
        return (slices.offsetB() + k * width) * Lanes.COUNT;
    }

    int scaleAt(int k) {
        return (slices.offsetDelta() + (shape.scale().kind() == LayerScale.Kind.PER_LAYER ? k : 0)) * Lanes.COUNT;
    }

    /** Fills the factors with those of layer k of all nets. */
    void loadFactors(float[] parameters, int k) {
        for (int net = 0; net < Lanes.COUNT; net++) {
            factors[net] = switch (shape.scale().kind()) {
                case CONSTANT -> (float) shape.scale().constant();
                case SHARED -> Math.abs(parameters[scaleAt(k) + net]);
                case PER_LAYER -> parameters[scaleAt(k) + net];
            };
        }
    }

    /** Returns the sum of the derivatives by a layer's factor over the features of a net, in order. */
    double scaleSum(int net) {
        double sum = 0;
        for (int j = 0; j < width; j++) {
            sum += scaleSums[j * Lanes.COUNT + net];
        }
        return sum;
    }
}
