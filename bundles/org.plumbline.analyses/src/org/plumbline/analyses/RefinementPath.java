package org.plumbline.analyses;

import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.theory.limits.GridPath;
import org.plumbline.theory.limits.ResidualNetwork;
import org.plumbline.theory.limits.SolverSettings;

/**
 * States and sums of weights of one network at the places of the panel.
 *
 * @param examples compared
 * @param states   [places][examples d]
 * @param weights  [places][d d]
 */
record RefinementPath(int examples, double[][] states, double[][] weights) {
    static final int PLACES = 8;
    static final String STATES = "states";
    static final String WEIGHTS = "weights";

    /** A state past every bound counts as 0 from there on: the network is far from any limit then, and its differences show it. */
    static RefinementPath of(LimitStack network, RealArray parameters, float[] inputs, int examples) {
        ResidualNetwork stack = network.values(parameters);
        int d = stack.dimension();
        double[][] states = new double[PLACES][examples * d];
        for (int e = 0; e < examples; e++) {
            double[] x = new double[d];
            for (int j = 0; j < d; j++) {
                x[j] = inputs[e * d + j];
            }
            GridPath path = stack.forward(network.sigma(), x, SolverSettings.DEFAULT);
            double[] h = new double[d];
            for (int i = 0; i < PLACES; i++) {
                double t = (i + 1) / (double) PLACES;
                if (t <= path.end()) {
                    path.at(t, h);
                    System.arraycopy(h, 0, states[i], e * d, d);
                }
            }
        }
        return new RefinementPath(examples, states, sums(stack));
    }

    private static double[][] sums(ResidualNetwork stack) {
        int size = stack.dimension() * stack.dimension();
        double[][] sums = new double[PLACES][size];
        for (int i = 0; i < PLACES; i++) {
            double end = (i + 1) * (double) stack.layers() / PLACES;
            for (int k = 0; k < end; k++) {
                double share = Math.min(1, end - k) * stack.deltas()[k];
                for (int j = 0; j < size; j++) {
                    sums[i][j] += share * stack.matrices()[k * size + j];
                }
            }
        }
        return sums;
    }

    /** @return the root of the mean over examples of |h_t|^2 */
    double stateSize(int place) {
        return norm(states[place]) / Math.sqrt(examples);
    }

    /** @return |U_t|_F */
    double weightSize(int place) {
        return norm(weights[place]);
    }

    private static double norm(double[] values) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }
}
