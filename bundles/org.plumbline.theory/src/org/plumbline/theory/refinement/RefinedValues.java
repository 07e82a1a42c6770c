package org.plumbline.theory.refinement;

import java.util.Arrays;

/**
 * One quantity at depths L, 2 L, 4 L, ..., at the same places t along the depth: weights, states or gradients.
 *
 * @param depths three or more, each twice the one before
 * @param times  the places t, ascending, one or more
 * @param size   m >= 1 numbers at each place
 * @param values [depths][places m], finite. Not to be modified.
 */
public record RefinedValues(int[] depths, double[] times, int size, double[][] values) {

    /** The fewest depths that show an order. */
    public static final int FEWEST = 3;

    /**
     * Checks sizes and numbers.
     *
     * @throws IllegalArgumentException if depths are too few or do not double, sizes do not fit or a value is not finite
     */
    public RefinedValues {
        if (depths.length < FEWEST) {
            throw new IllegalArgumentException("refinement: an order needs three depths, L, 2 L and 4 L, got " + Arrays.toString(depths));
        }
        for (int i = 0; i < depths.length; i++) {
            if (depths[i] < 1 || i > 0 && depths[i] != 2 * depths[i - 1]) {
                throw new IllegalArgumentException(
                        "refinement: each depth must be twice the one before, got " + Arrays.toString(depths));
            }
        }
        if (values.length != depths.length || times.length < 1 || size < 1) {
            throw new IllegalArgumentException("refinement: expected values of " + depths.length + " depths at one place or more, got "
                    + values.length + " depths, " + times.length + " places, " + size + " numbers each");
        }
        for (int i = 0; i < depths.length; i++) {
            if (values[i].length != times.length * size) {
                throw new IllegalArgumentException("refinement: expected " + times.length + " places of " + size + " numbers at depth "
                        + depths[i] + ", got " + values[i].length + " numbers");
            }
            for (int j = 0; j < values[i].length; j++) {
                if (!Double.isFinite(values[i][j])) {
                    throw new IllegalArgumentException("refinement: the value at depth " + depths[i] + ", t = " + times[j / size]
                            + " must be finite, got " + values[i][j]);
                }
            }
        }
    }

    /**
     * Takes states of networks, h_0, ..., h_L, at the places k / L of the shallowest.
     *
     * @param depths as above
     * @param size   entries of a state
     * @param states [depths][(L + 1) m]
     * @throws IllegalArgumentException as above
     */
    public static RefinedValues ofStates(int[] depths, int size, double[][] states) {
        int layers = depths.length == 0 ? 0 : depths[0];
        double[] times = new double[layers + 1];
        double[][] values = new double[states.length][];
        for (int k = 0; k <= layers; k++) {
            times[k] = k / (double) Math.max(1, layers);
        }
        for (int i = 0; i < states.length && i < depths.length; i++) {
            if (layers < 1 || depths[i] % layers != 0 || states[i].length != (depths[i] + 1) * size) {
                throw new IllegalArgumentException("refinement: expected " + depths[i] + " + 1 states of " + size
                        + " numbers at depth " + depths[i] + ", got " + states[i].length + " numbers");
            }
            int stride = depths[i] / layers;
            values[i] = new double[(layers + 1) * size];
            for (int k = 0; k <= layers; k++) {
                System.arraycopy(states[i], k * stride * size, values[i], k * size, size);
            }
        }
        return new RefinedValues(depths, times, size, values);
    }

    /** Returns v_{i+1} - v_i, entry by entry. */
    double[] difference(int i) {
        double[] difference = new double[values[i].length];
        for (int j = 0; j < difference.length; j++) {
            difference[j] = values[i + 1][j] - values[i][j];
        }
        return difference;
    }
}
