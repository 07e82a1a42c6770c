package org.plumbline.theory.limits;

import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/** Fresh random input for tests; a failing one prints its seed through the assertion's description. */
final class Draws {

    final long seed = System.nanoTime();
    final RandomStream stream = new RandomStreams(seed).stream("test");

    double[] gaussians(int n, double std) {
        double[] out = new double[n];
        stream.gaussians(out, 0, std);
        return out;
    }

    /** A function with random smooth entries u + v sin(w t). */
    Coefficient smooth(int size, double std) {
        double[] u = gaussians(size, std);
        double[] v = gaussians(size, std);
        double[] w = gaussians(size, 3);
        return Coefficient.of(size, t -> {
            double[] out = new double[size];
            for (int i = 0; i < size; i++) {
                out[i] = u[i] + v[i] * Math.sin(w[i] * t);
            }
            return out;
        });
    }

    /** A random constant covariance of noise, F F^T in each row. */
    NoiseCovariance covariance(int d, double std) {
        int n = d + 1;
        double[] all = new double[d * n * n];
        for (int i = 0; i < d; i++) {
            double[] f = gaussians(n * n, std / Math.sqrt(n));
            for (int j = 0; j < n; j++) {
                for (int l = 0; l < n; l++) {
                    for (int m = 0; m < n; m++) {
                        all[(i * n + j) * n + l] += f[j * n + m] * f[l * n + m];
                    }
                }
            }
        }
        return NoiseCovariance.of(d, Coefficient.constant(all));
    }

    static SmoothActivation tanhAndSquare() {
        return new SmoothActivation("tanh z + z^2 / 2", z -> Math.tanh(z) + z * z / 2, z -> {
            double tanh = Math.tanh(z);
            return 1 - tanh * tanh + z;
        }, 1, 1);
    }
}
