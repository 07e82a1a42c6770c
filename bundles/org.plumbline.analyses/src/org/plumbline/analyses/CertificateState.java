package org.plumbline.analyses;

import java.util.Arrays;

import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.numerics.linalg.SymmetricEigen;
import org.plumbline.theory.limits.GridPath;
import org.plumbline.theory.limits.ResidualNetwork;
import org.plumbline.theory.limits.SolverSettings;

/** Reads the constants of the certificate off a network: one pass over the training examples, in double. */
final class CertificateState {
    /** Eigenvalues of larger Gram matrices at every layer would cost more than the training. */
    private static final int MOST_IN_GRAM = 16;
    private final LimitStack stack;
    private final int most;

    /** @param most examples, the first ones, whose states are compared with each other */
    CertificateState(LimitStack stack, int most) {
        this.stack = stack;
        this.most = most;
    }

    /**
     * What one network shows.
     *
     * @param loss             J = 1/(2N) sum_i |h_L^i - y_i|^2 over all training examples
     * @param largestWeight    c = max_k L |s_k| |A_k|_F, which is L^1/2 |A_k| for s = L^-1/2; an upper bound of that in the operator norm
     * @param largestInner     max over k and i != j of |<h_k^i, h_k^j>|
     * @param leastEigenvalue  min over k < L of the least eigenvalue of the Gram matrix of the states; 0 with more than 16 examples
     * @param largestDataInner the same as largestInner, of the inputs
     * @param worstInputNorm   norm of an input farthest from 1
     */
    record Reading(double loss, double largestWeight, double largestInner, double leastEigenvalue, double largestDataInner, double worstInputNorm) {

        /** @return J / loss, if it is that of a squared error over all examples: 1 for half the sum, d / 2 for the mean over coordinates; else 0 */
        double factor(double trained, int width, double tolerance) {
            for (double factor : new double[] {1, width / 2.0}) {
                if (Math.abs(loss - factor * trained) <= tolerance * Math.abs(loss)) {
                    return factor;
                }
            }
            return 0;
        }
    }

    Reading read(TrainedNetwork network) {
        DataSet data = network.data();
        int n = data.shape().train();
        int d = stack.width();
        int compared = Math.min(n, most);
        ResidualNetwork values = stack.values(network.parameters());
        GridPath[] paths = new GridPath[compared];
        double loss = 0;
        double worst = 1;
        for (int e = 0; e < n; e++) {
            double[] x = new double[d];
            double squares = 0;
            for (int j = 0; j < d; j++) {
                x[j] = data.trainInputs()[e * d + j];
                squares += x[j] * x[j];
            }
            worst = Math.abs(Math.sqrt(squares) - 1) > Math.abs(worst - 1) ? Math.sqrt(squares) : worst;
            GridPath path = values.forward(stack.sigma(), x, SolverSettings.DEFAULT);
            if (e < compared) {
                paths[e] = path;
            }
            for (int j = 0; j < d; j++) {
                double error = path.value(path.last(), j) - data.trainTargets()[e * d + j];
                loss += error * error / (2.0 * n);
            }
        }
        double[] inner = inner(paths, d);
        return new Reading(loss, largestWeight(values), inner[1], compared == n ? leastEigenvalue(paths, d) : 0, inner[0], worst);
    }

    private double largestWeight(ResidualNetwork values) {
        int d = stack.width();
        double largest = 0;
        for (int k = 0; k < stack.depth(); k++) {
            double squares = 0;
            for (int j = k * d * d; j < (k + 1) * d * d; j++) {
                squares += values.matrices()[j] * values.matrices()[j];
            }
            largest = Math.max(largest, stack.depth() * Math.abs(values.deltas()[k]) * Math.sqrt(squares));
        }
        return largest;
    }

    private double leastEigenvalue(GridPath[] paths, int d) {
        int n = paths.length;
        if (n > MOST_IN_GRAM || Arrays.stream(paths).anyMatch(path -> path.explosion().isPresent())) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        double[] gram = new double[n * n];
        for (int k = 0; k < stack.depth(); k++) {
            for (int e = 0; e < n; e++) {
                for (int other = 0; other <= e; other++) {
                    gram[e * n + other] = gram[other * n + e] = product(paths[e], paths[other], k, d);
                }
            }
            least = Math.min(least, SymmetricEigen.values(gram, n)[0]);
        }
        return Math.max(0, least);
    }

    private static double product(GridPath one, GridPath other, int k, int d) {
        double sum = 0;
        for (int j = 0; j < d; j++) {
            sum += one.value(k, j) * other.value(k, j);
        }
        return sum;
    }

    /** @return largest |<h_0^i, h_0^j>| and largest of all k */
    private double[] inner(GridPath[] paths, int d) {
        double[] largest = new double[2];
        for (int e = 0; e < paths.length; e++) {
            for (int other = 0; other < e; other++) {
                int last = Math.min(paths[e].last(), paths[other].last());
                for (int k = 0; k <= last; k++) {
                    double sum = product(paths[e], paths[other], k, d);
                    largest[1] = Math.max(largest[1], Math.abs(sum));
                    if (k == 0) {
                        largest[0] = Math.max(largest[0], Math.abs(sum));
                    }
                }
            }
        }
        return largest;
    }
}
