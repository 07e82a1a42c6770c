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

    static double of(StackedTensor tensors) {
        int layers = tensors.layers();
        double[] path = new double[layers + 1];
        double[] squares = new double[layers + 1];
        for (int j = 0; j < tensors.size(); j++) {
            for (int k = 0; k < layers; k++) {
                path[k + 1] = path[k] + tensors.value(k, j);
            }
            if (layers < SHORT_STACK) {
                addDistanceFromChord(path, squares);
            } else {
                addDistanceFromLocalMean(path, squares);
            }
        }
        double largest = 0;
        for (double square : squares) {
            largest = Math.max(largest, square);
        }
        return Math.sqrt(largest);
    }

    private static void addDistanceFromChord(double[] path, double[] squares) {
        int layers = path.length - 1;
        for (int k = 0; k <= layers; k++) {
            double distance = path[k] - k * path[layers] / layers;
            squares[k] += distance * distance;
        }
    }

    private static void addDistanceFromLocalMean(double[] path, double[] squares) {
        int layers = path.length - 1;
        double[] prefix = new double[path.length + 1];
        for (int k = 0; k < path.length; k++) {
            prefix[k + 1] = prefix[k] + path[k];
        }
        int window = Math.max(SMALLEST_WINDOW, layers / 10);
        for (int k = 1; k <= layers; k++) {
            int half = Math.min(window, Math.min(k, path.length - k));
            double distance = path[k] - (prefix[k + half] - prefix[k - half]) / (2 * half);
            squares[k] += distance * distance;
        }
    }
}
