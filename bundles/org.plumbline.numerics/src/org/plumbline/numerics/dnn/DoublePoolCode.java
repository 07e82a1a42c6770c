package org.plumbline.numerics.dnn;

import java.util.Arrays;

/** The mean or the largest entry of each window. */
final class DoublePoolCode extends DoubleCode {

    private final LayerNode.Pool pool;
    private final ValueShape in;
    private final int pitch;

    DoublePoolCode(DoublePasses passes, int node, LayerNode.Pool pool) {
        super(passes, node);
        this.pool = pool;
        in = shape(source(0));
        pitch = DoubleStructure.pitch(in);
    }

    /** What is done with the first entry of channel 0 of a window, and that of the result. */
    private interface Window {
        void visit(int from, int to);
    }

    private void windows(Window each) {
        ValueShape out = pool.shape();
        int to = 0;
        for (int b = 0; b < passes.n; b++) {
            for (int y = 0; y < out.height(); y++) {
                for (int x = 0; x < out.width(); x++, to += pitch) {
                    each.visit(((b * in.height() + y * pool.strideDown()) * in.width() + x * pool.strideRight()) * pitch, to);
                }
            }
        }
    }

    /** Distance of an entry of a window from its first one. */
    private int at(int row, int column) {
        return (row * in.width() + column) * pitch;
    }

    private void means(double[] x, double[] y) {
        double share = 1.0 / (pool.rows() * pool.columns());
        windows((from, to) -> {
            Arrays.fill(y, to, to + pitch, 0);
            for (int u = 0; u < pool.rows(); u++) {
                for (int v = 0; v < pool.columns(); v++) {
                    int start = from + at(u, v);
                    for (int c = 0; c < pitch; c++) {
                        y[to + c] += x[start + c];
                    }
                }
            }
            for (int c = 0; c < pitch; c++) {
                y[to + c] *= share;
            }
        });
    }

    /** The place of the first of the largest entries of a window, or of the first that is no number. */
    private int largest(double[] x, int from) {
        int best = from;
        for (int u = 0; u < pool.rows(); u++) {
            for (int v = 0; v < pool.columns(); v++) {
                int here = from + at(u, v);
                if (x[here] > x[best] || Double.isNaN(x[here]) && !Double.isNaN(x[best])) {
                    best = here;
                }
            }
        }
        return best;
    }

    @Override
    void forward(double[] p) {
        if (pool.largest()) {
            select(value(source(0)), value(node));
        } else {
            means(value(source(0)), value(node));
        }
    }

    /** to <- the entries of an array where those of the source are largest. */
    private void select(double[] entries, double[] y) {
        double[] x = value(source(0));
        windows((from, to) -> {
            for (int c = 0; c < pitch; c++) {
                y[to + c] = entries[largest(x, from + c)];
            }
        });
    }

    @Override
    void backward(double[] p, double[] gradients) {
        if (!passes.isWanted(source(0))) {
            return;
        }
        double[] g = gradient(node);
        double[] to = gradient(source(0));
        if (passes.begins(source(0))) {
            Arrays.fill(to, 0, count(source(0)), 0);
        }
        if (pool.largest()) {
            double[] x = value(source(0));
            windows((from, at) -> {
                for (int c = 0; c < pitch; c++) {
                    to[largest(x, from + c)] += g[at + c];
                }
            });
            return;
        }
        double share = 1.0 / (pool.rows() * pool.columns());
        windows((from, at) -> {
            for (int u = 0; u < pool.rows(); u++) {
                for (int v = 0; v < pool.columns(); v++) {
                    int start = from + at(u, v);
                    for (int c = 0; c < pitch; c++) {
                        to[start + c] += share * g[at + c];
                    }
                }
            }
        });
    }

    @Override
    void tangent(double[] p, double[] direction) {
        if (pool.largest()) {
            select(change(source(0)), change(node));
        } else {
            means(change(source(0)), change(node));
        }
    }
}
