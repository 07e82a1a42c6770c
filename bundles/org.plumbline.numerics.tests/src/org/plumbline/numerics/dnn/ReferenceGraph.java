package org.plumbline.numerics.dnn;

import java.util.List;
import java.util.OptionalInt;

import org.plumbline.numerics.kernels.Activation;
import org.plumbline.numerics.special.ErrorFunction;

/** A graph in double precision, layer by layer as the definitions read: row-major arrays, nothing fused. */
final class ReferenceGraph {

    private final LayerGraph graph;
    private final int n;
    /** How close an entry came to a point where a function has no derivative, against entries of order 1. */
    private double margin = Double.MAX_VALUE;
    private double[][] values;

    ReferenceGraph(LayerGraph graph, int n) {
        this.graph = graph;
        this.n = n;
    }

    double margin() {
        return margin;
    }

    double[] value(int i) {
        return values[i];
    }

    double[] forward(double[] p, double[] x) {
        List<LayerNode> nodes = graph.nodes();
        values = new double[nodes.size()][];
        for (int i = 0; i < values.length; i++) {
            LayerNode node = nodes.get(i);
            values[i] = new double[n * node.shape().size()];
            double[] y = values[i];
            switch (node) {
                case LayerNode.Input a -> System.arraycopy(x, 0, y, 0, y.length);
                case LayerNode.Convolve a -> convolve(p, a, values[a.source()], y);
                case LayerNode.Surround a -> surround(a, values[a.source()], y);
                case LayerNode.Multiply a -> multiply(p, a, values[a.source()], y);
                case LayerNode.Normalise a -> normalise(p, a, values[a.source()], y);
                case LayerNode.Standardise a -> standardise(p, a, values[a.source()], y);
                case LayerNode.Activate a -> activate(a, values[a.source()], y);
                case LayerNode.Smooth a -> smooth(a, values[a.source()], y);
                case LayerNode.Add a -> add(p, a, y);
                case LayerNode.Pool a -> pool(a, values[a.source()], y);
                case LayerNode.Flatten a -> System.arraycopy(values[a.source()], 0, y, 0, y.length);
                case LayerNode.PadChannels a -> pad(a, values[a.source()], y);
            }
        }
        return values[graph.output()];
    }

    private static double at(double[] p, OptionalInt offset, int i, double otherwise) {
        return offset.isPresent() ? p[offset.getAsInt() + i] : otherwise;
    }

    private void convolve(double[] p, LayerNode.Convolve a, double[] x, double[] y) {
        ConvolutionStep s = a.step();
        ValueShape in = graph.node(a.source()).shape();
        ValueShape out = a.shape();
        int down = in.height() == 1 && s.kernelHeight() == 1 ? 1 : s.stride();
        for (int e = 0; e < y.length; e++) {
            int j = e % out.width();
            int i = e / out.width() % out.height();
            int o = e / out.width() / out.height() % out.channels();
            int b = e / out.size();
            double sum = at(p, s.bias(), o, 0);
            for (int c = 0; c < in.channels(); c++) {
                for (int u = 0; u < s.kernelHeight(); u++) {
                    for (int v = 0; v < s.kernelWidth(); v++) {
                        int row = i * down - s.paddingHeight() + u;
                        int column = j * s.stride() - s.paddingWidth() + v;
                        if (row >= 0 && row < in.height() && column >= 0 && column < in.width()) {
                            sum += p[s.weights() + ((o * in.channels() + c) * s.kernelHeight() + u) * s.kernelWidth() + v]
                                    * x[((b * in.channels() + c) * in.height() + row) * in.width() + column];
                        }
                    }
                }
            }
            y[e] = sum;
        }
    }

    private void surround(LayerNode.Surround a, double[] x, double[] y) {
        ValueShape in = graph.node(a.source()).shape();
        ValueShape out = a.shape();
        for (int e = 0; e < y.length; e++) {
            int j = Math.floorMod(e % out.width() - a.columns(), in.width());
            int i = Math.floorMod(e / out.width() % out.height() - a.rows(), in.height());
            y[e] = x[(e / out.width() / out.height() * in.height() + i) * in.width() + j];
        }
    }

    private void multiply(double[] p, LayerNode.Multiply a, double[] x, double[] y) {
        int in = graph.node(a.source()).shape().channels();
        int out = a.shape().channels();
        for (int e = 0; e < y.length; e++) {
            y[e] = at(p, a.bias(), e % out, 0);
            for (int i = 0; i < in; i++) {
                y[e] += x[e / out * in + i] * p[a.weights() + i * out + e % out];
            }
        }
    }

    private void normalise(double[] p, LayerNode.Normalise a, double[] x, double[] y) {
        NormalisationStep s = a.step();
        int area = a.shape().height() * a.shape().width();
        int channels = a.shape().channels();
        for (int c = 0; c < channels; c++) {
            double mean = 0;
            double variance = 0;
            for (int e = 0; e < x.length; e++) {
                mean += e / area % channels == c ? x[e] / (n * area) : 0;
            }
            for (int e = 0; e < x.length; e++) {
                variance += e / area % channels == c ? (x[e] - mean) * (x[e] - mean) / (n * area) : 0;
            }
            if (s.isGiven()) {
                mean = p[s.mean().getAsInt() + c];
                variance = p[s.variance().getAsInt() + c];
            } else {
                margin = Math.min(margin, variance * 0.02); // a channel of equal entries is ill-conditioned
            }
            for (int e = 0; e < x.length; e++) {
                if (e / area % channels == c) {
                    y[e] = at(p, s.gamma(), c, 1) * (x[e] - mean) / Math.sqrt(variance + s.epsilon()) + at(p, s.beta(), c, 0);
                }
            }
        }
    }

    private void standardise(double[] p, LayerNode.Standardise a, double[] x, double[] y) {
        int size = a.shape().size();
        for (int b = 0; b < n; b++) {
            double mean = 0;
            double variance = 0;
            for (int e = 0; e < size; e++) {
                mean += x[b * size + e] / size;
            }
            for (int e = 0; e < size; e++) {
                variance += (x[b * size + e] - mean) * (x[b * size + e] - mean) / size;
            }
            margin = Math.min(margin, variance * 0.02); // an example of equal entries is ill-conditioned
            for (int e = 0; e < size; e++) {
                y[b * size + e] = at(p, a.gamma(), e, 1) * (x[b * size + e] - mean) / Math.sqrt(variance + a.epsilon())
                        + at(p, a.beta(), e, 0);
            }
        }
    }

    private static void smooth(LayerNode.Smooth a, double[] x, double[] y) {
        for (int e = 0; e < x.length; e++) {
            double z = x[e];
            y[e] = switch (a.function()) {
                case GELU -> z * ErrorFunction.normal(z);
                case SILU -> z / (1 + Math.exp(-z));
                case SOFTPLUS -> Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
                case ERF -> ErrorFunction.erf(z);
                case UNIT_ERF -> ErrorFunction.erf(Math.sqrt(Math.PI) / 2 * z);
            };
        }
    }

    private void activate(LayerNode.Activate a, double[] x, double[] y) {
        for (int e = 0; e < x.length; e++) {
            double z = x[e];
            y[e] = switch (a.function()) {
                case TANH -> Math.tanh(z);
                case RELU -> Math.max(z, 0);
                case IDENTITY -> z;
                case LEAKY_RELU -> z > 0 ? z : Activation.LEAKY_SLOPE * z;
                case HARD_TANH -> Math.max(-1, Math.min(1, z));
                default -> throw new IllegalArgumentException("" + a.function());
            };
            margin = Math.min(margin, switch (a.function()) {
                case RELU, LEAKY_RELU -> Math.abs(z);
                case HARD_TANH -> Math.abs(Math.abs(z) - 1);
                default -> margin;
            });
        }
    }

    private void add(double[] p, LayerNode.Add a, double[] y) {
        double s = switch (a.scale().kind()) {
            case CONSTANT -> a.scale().constant();
            case SHARED -> Math.abs(p[a.offset()]);
            case PER_LAYER -> p[a.offset()];
        };
        for (int e = 0; e < y.length; e++) {
            y[e] = values[a.kept()][e] + s * values[a.branch()][e];
        }
    }

    private void pool(LayerNode.Pool a, double[] x, double[] y) {
        ValueShape in = graph.node(a.source()).shape();
        ValueShape out = a.shape();
        for (int e = 0; e < y.length; e++) {
            int corner = (e / out.width() / out.height() * in.height() + e / out.width() % out.height() * a.strideDown()) * in.width()
                    + e % out.width() * a.strideRight();
            double largest = Double.NEGATIVE_INFINITY;
            double second = Double.NEGATIVE_INFINITY;
            double sum = 0;
            for (int u = 0; u < a.rows(); u++) {
                for (int v = 0; v < a.columns(); v++) {
                    double entry = x[corner + u * in.width() + v];
                    sum += entry;
                    second = Math.max(second, Math.min(entry, largest));
                    largest = Math.max(largest, entry);
                }
            }
            y[e] = a.largest() ? largest : sum / (a.rows() * a.columns());
            margin = a.largest() ? Math.min(margin, largest - second) : margin;
        }
    }

    private void pad(LayerNode.PadChannels a, double[] x, double[] y) {
        int area = a.shape().height() * a.shape().width();
        int in = graph.node(a.source()).shape().channels();
        for (int e = 0; e < x.length; e++) {
            y[(e / area / in * a.shape().channels() + a.before() + e / area % in) * area + e % area] = x[e];
        }
    }
}
