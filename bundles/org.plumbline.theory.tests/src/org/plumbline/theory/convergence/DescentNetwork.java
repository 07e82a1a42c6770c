package org.plumbline.theory.convergence;

import org.plumbline.numerics.random.RandomStream;

/** The network of the certificate in plain loops: tanh, delta = L^-1/2, no bias; J, its gradient and what the certificate reads. */
final class DescentNetwork {
    final int layers;
    final int width;
    final int examples;
    final double[][] inputs;
    final double[][] targets;
    final double[] weights;

    DescentNetwork(int layers, int width, int examples, double distance, double std, RandomStream stream) {
        this.layers = layers;
        this.width = width;
        this.examples = examples;
        inputs = orthonormal(examples, width, stream);
        targets = new double[examples][];
        for (int i = 0; i < examples; i++) {
            double[] direction = new double[width];
            stream.gaussians(direction, 0, 1);
            double norm = Math.sqrt(dot(direction, direction));
            targets[i] = inputs[i].clone();
            for (int j = 0; j < width; j++) {
                targets[i][j] += distance * direction[j] / norm;
            }
        }
        weights = new double[layers * width * width];
        stream.gaussians(weights, 0, std);
    }

    /** States [L + 1][d] of an example. */
    double[][] states(double[] w, int example) {
        double[][] h = new double[layers + 1][];
        h[0] = inputs[example];
        for (int k = 0; k < layers; k++) {
            h[k + 1] = h[k].clone();
            for (int i = 0; i < width; i++) {
                h[k + 1][i] += Math.tanh(preactivation(w, k, i, h[k])) / Math.sqrt(layers);
            }
        }
        return h;
    }

    double loss(double[] w) {
        double sum = 0;
        for (int e = 0; e < examples; e++) {
            double[] out = states(w, e)[layers];
            for (int i = 0; i < width; i++) {
                sum += (out[i] - targets[e][i]) * (out[i] - targets[e][i]);
            }
        }
        return sum / (2 * examples);
    }

    double[] gradient(double[] w) {
        double[] gradient = new double[w.length];
        for (int e = 0; e < examples; e++) {
            double[][] h = states(w, e);
            double[] back = new double[width];
            for (int i = 0; i < width; i++) {
                back[i] = (h[layers][i] - targets[e][i]) / examples;
            }
            for (int k = layers - 1; k >= 0; k--) {
                double[] next = back.clone();
                for (int i = 0; i < width; i++) {
                    double tanh = Math.tanh(preactivation(w, k, i, h[k]));
                    double u = (1 - tanh * tanh) * back[i] / Math.sqrt(layers);
                    for (int j = 0; j < width; j++) {
                        gradient[(k * width + i) * width + j] += u * h[k][j];
                        next[j] += u * w[(k * width + i) * width + j];
                    }
                }
                back = next;
            }
        }
        return gradient;
    }

    /** max_k L^1/2 |A_k| in the Frobenius norm. */
    double largestWeight() {
        double largest = 0;
        for (int k = 0; k < layers; k++) {
            double squares = 0;
            for (int j = 0; j < width * width; j++) {
                squares += weights[k * width * width + j] * weights[k * width * width + j];
            }
            largest = Math.max(largest, Math.sqrt(layers * squares));
        }
        return largest;
    }

    double largestInner() {
        double[][][] all = new double[examples][][];
        double largest = 0;
        for (int e = 0; e < examples; e++) {
            all[e] = states(weights, e);
            for (int other = 0; other < e; other++) {
                for (int k = 0; k <= layers; k++) {
                    largest = Math.max(largest, Math.abs(dot(all[e][k], all[other][k])));
                }
            }
        }
        return largest;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private double preactivation(double[] w, int k, int i, double[] h) {
        double z = 0;
        for (int j = 0; j < width; j++) {
            z += w[(k * width + i) * width + j] * h[j];
        }
        return z;
    }

    private static double[][] orthonormal(int count, int width, RandomStream stream) {
        double[][] x = new double[count][width];
        for (int e = 0; e < count; e++) {
            stream.gaussians(x[e], 0, 1);
            // Twice, so that rounding of the first pass goes too.
            for (int pass = 0; pass < 2; pass++) {
                for (int other = 0; other < e; other++) {
                    double overlap = dot(x[e], x[other]);
                    for (int j = 0; j < width; j++) {
                        x[e][j] -= overlap * x[other][j];
                    }
                }
                double norm = Math.sqrt(dot(x[e], x[e]));
                for (int j = 0; j < width; j++) {
                    x[e][j] /= norm;
                }
            }
        }
        return x;
    }
}
