package org.plumbline.numerics.series;

/**
 * The largest distance of the cumulative sum over layers from its local mean.
 * <p>U_0 = 0, U_{k+1} = U_k + W_k; max over k = 0, ..., L of |U_k - mean of U over [k - w_k, k + w_k)| with
 * w_k = min(w, k, L + 1 - k), w = max(3, floor(L / 10)): the window shrinks at both ends by as much on either side, and at
 * k = 0, where it is empty, the distance is 0. For L < 10: max_k |U_k - (k / L) U_L|.</p>
 * <p>The window is half open, so a linear U = c k keeps a distance |c| / 2.</p>
 * Source: the program of Cohen, Cont, Rossier, Xu, 2021, as described in `scaling-limits` 4.1; its treatment of k = 0 is ours.
 */
final class DetrendedCumulativeSum {

    private static final int SHORT_STACK = 10;
    private static final int SMALLEST_WINDOW = 3;

    private DetrendedCumulativeSum() {
    }

    /** @param w [L, m], row-major. Not modified. */
    static double of(double[] w, int layers, int size) {
        double[] squares = layers < SHORT_STACK ? distancesFromChord(w, layers, size) : distancesFromLocalMean(w, layers, size);
        double largest = 0;
        for (double square : squares) {
            largest = Math.max(largest, square);
        }
        return Math.sqrt(largest);
    }

    /** @return U, [L + 1, m] */
    private static double[] path(double[] w, int layers, int size) {
        double[] path = new double[(layers + 1) * size];
        for (int at = 0; at < layers * size; at++) {
            path[at + size] = path[at] + w[at];
        }
        return path;
    }

    private static double[] distancesFromChord(double[] w, int layers, int size) {
        double[] path = path(w, layers, size);
        double[] squares = new double[layers + 1];
        for (int k = 0; k <= layers; k++) {
            for (int j = 0; j < size; j++) {
                double distance = path[k * size + j] - k * path[layers * size + j] / layers;
                squares[k] += distance * distance;
            }
        }
        return squares;
    }

    private static double[] distancesFromLocalMean(double[] w, int layers, int size) {
        double[] path = path(w, layers, size);
        double[] prefix = new double[(layers + 2) * size];
        for (int at = 0; at < path.length; at++) {
            prefix[at + size] = prefix[at] + path[at];
        }
        double[] squares = new double[layers + 1];
        int window = Math.max(SMALLEST_WINDOW, layers / 10);
        for (int k = 1; k <= layers; k++) {
            int half = Math.min(window, Math.min(k, layers + 1 - k));
            double share = 1.0 / (2 * half);
            int end = (k + half) * size;
            int begin = (k - half) * size;
            double sum = 0;
            for (int j = 0; j < size; j++) {
                double distance = path[k * size + j] - (prefix[end + j] - prefix[begin + j]) * share;
                sum += distance * distance;
            }
            squares[k] = sum;
        }
        return squares;
    }
}
