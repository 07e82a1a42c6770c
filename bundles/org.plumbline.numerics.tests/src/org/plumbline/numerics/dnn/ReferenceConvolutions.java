package org.plumbline.numerics.dnn;

import org.plumbline.numerics.kernels.Activation;

/** The stack in double precision, written as its definition reads: loops over every index, no layouts, nothing fused. */
final class ReferenceConvolutions {

    private final ConvolutionShape s;
    private final ConvolutionSlices slices;
    private final int n;
    private final int size;
    private final double scale;
    private double margin;

    ReferenceConvolutions(ConvolutionShape shape, ConvolutionSlices slices, int n) {
        s = shape;
        this.slices = slices;
        this.n = n;
        size = n * shape.imageSize();
        scale = shape.residual().orElse(Double.NaN);
    }

    private interface Visit {
        void at(int out, int in, int weight);
    }

    /** Every triple (output place, input place, weight place) that the convolution of layer k multiplies. */
    private void visit(int k, Visit visit) {
        int r = s.kernel() / 2;
        for (int b = 0; b < n; b++) {
            for (int o = 0; o < s.channels(); o++) {
                for (int c = 0; c < s.channels(); c++) {
                    for (int i = 0; i < s.height(); i++) {
                        for (int j = 0; j < s.width(); j++) {
                            for (int p = 0; p < s.kernel(); p++) {
                                for (int q = 0; q < s.kernel(); q++) {
                                    int row = i + p - r;
                                    int column = j + q - r;
                                    if (s.padding() == ConvolutionPadding.CIRCULAR) {
                                        row = Math.floorMod(row, s.height());
                                        column = Math.floorMod(column, s.width());
                                    }
                                    if (row >= 0 && row < s.height() && column >= 0 && column < s.width()) {
                                        visit.at(place(b, o, i, j), place(b, c, row, column), slices.offsetWeights()
                                                + (((k * s.channels() + o) * s.channels() + c) * s.kernel() + p) * s.kernel() + q);
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private int place(int b, int c, int i, int j) {
        return ((b * s.channels() + c) * s.height() + i) * s.width() + j;
    }

    private int bias(int k, int place) {
        return slices.offsetBias() + k * s.channels() + place / (s.height() * s.width()) % s.channels();
    }

    /** The outputs sigma(z_k) of all layers and the states h_0, ..., h_L. */
    private double[][][] run(double[] p, double[] x) {
        double[][] h = new double[s.depth() + 1][];
        double[][] u = new double[s.depth()][size];
        h[0] = x;
        for (int k = 0; k < s.depth(); k++) {
            double[] from = h[k];
            double[] z = u[k];
            h[k + 1] = new double[size];
            for (int i = 0; s.bias() && i < size; i++) {
                z[i] = p[bias(k, i)];
            }
            visit(k, (out, in, weight) -> z[out] += p[weight] * from[in]);
            for (int i = 0; i < size; i++) {
                if ((s.activation() == Activation.RELU || s.activation() == Activation.LEAKY_RELU) && z[i] != 0) {
                    margin = Math.min(margin, Math.abs(z[i]));
                }
                z[i] = switch (s.activation()) {
                    case TANH -> Math.tanh(z[i]);
                    case RELU -> Math.max(z[i], 0);
                    case LEAKY_RELU -> z[i] > 0 ? z[i] : Activation.LEAKY_SLOPE * z[i];
                    default -> z[i];
                };
                h[k + 1][i] = s.residual().isPresent() ? from[i] + scale * z[i] : z[i];
            }
        }
        return new double[][][] {h, u};
    }

    /** The least distance of a ReLU's argument from 0 where it is not 0 by lack of input; infinite without ReLU. */
    double margin(double[] p, double[] x) {
        margin = Double.POSITIVE_INFINITY;
        run(p, x);
        return margin;
    }

    double[] forward(double[] p, double[] x) {
        return run(p, x)[0][s.depth()];
    }

    /** The gradient by the parameters; dx receives that by x. */
    double[] backward(double[] p, double[] x, double[] gy, double[] dx) {
        double[][][] run = run(p, x);
        double[] gradient = new double[p.length];
        double[] g = gy.clone();
        for (int k = s.depth() - 1; k >= 0; k--) {
            double[] h = run[0][k];
            double[] dz = new double[size];
            double[] back = s.residual().isPresent() ? g.clone() : new double[size];
            for (int i = 0; i < size; i++) {
                double u = run[1][k][i];
                double slope = switch (s.activation()) {
                    case TANH -> 1 - u * u;
                    case RELU -> u > 0 ? 1 : 0;
                    case LEAKY_RELU -> u > 0 ? 1 : Activation.LEAKY_SLOPE;
                    default -> 1;
                };
                dz[i] = g[i] * slope * (s.residual().isPresent() ? scale : 1);
                if (s.bias()) {
                    gradient[bias(k, i)] += dz[i];
                }
            }
            visit(k, (out, in, weight) -> {
                gradient[weight] += dz[out] * h[in];
                back[in] += dz[out] * p[weight];
            });
            g = back;
        }
        System.arraycopy(g, 0, dx, 0, size);
        return gradient;
    }
}
