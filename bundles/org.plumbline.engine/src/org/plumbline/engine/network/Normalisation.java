package org.plumbline.engine.network;

import java.util.Arrays;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Entries made to have mean 0 and variance 1 over a group, then scaled and shifted.
 * <p>y = gamma (x - mean) / sqrt(var + epsilon) + beta, var the population variance. {@code BATCH}: a group is one channel of
 * all examples of the batch, and gamma and beta have an entry for each channel; it thus couples the examples, always, since
 * there is no running mean: evaluation uses the statistics of the batch that is evaluated. {@code LAYER}: a group is one
 * example, and gamma and beta have its shape.</p>
 * Shape: x and y [n, C, ...]. gamma starts at 1, beta at 0. Statistics in double.
 * Source: Ioffe, Szegedy, ICML 2015; Ba, Kiros, Hinton, arXiv 1607.06450. Pinned by NormalisationTest.
 *
 * @param form    what a group is
 * @param epsilon &gt; 0, in squared units of x
 * @param gain    name of gamma; empty: 1
 * @param shift   name of beta; empty: 0
 */
public record Normalisation(Form form, double epsilon, String gain, String shift) implements Layer {

    /** What is normalised together. */
    public enum Form {
        BATCH, LAYER
    }

    public Normalisation {
        if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
            throw new ShapeException("normalisation '" + gain + "': epsilon must be > 0 and finite, got " + epsilon);
        }
    }

    @Override
    public String kind() {
        return form == Form.BATCH ? "batch-norm" : "layer-norm";
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.rank() < 1) {
            throw new ShapeException(kind() + ": expected an input [channels, ...], got a single number");
        }
        return input;
    }

    @Override
    public ImmutableList<ParameterTensor> parameters(Shape input) {
        Shape shape = form == Form.BATCH ? Shape.of(outputShape(input).extent(0)) : outputShape(input);
        return Lists.immutable.with(tensor(gain, shape, TensorRole.GAIN, 1), tensor(shift, shape, TensorRole.BIAS, 0))
                .reject(tensor -> tensor.name().isEmpty());
    }

    private static ParameterTensor tensor(String name, Shape shape, TensorRole role, double start) {
        return new ParameterTensor(name, shape, 0, role, 1, 1, false, Optional.of(new ScaleStart(start, 0)));
    }

    @Override
    public Linearisation linearise(LayerParameters parameters, INDArray x) {
        return new Point(parameters, x);
    }

    /** The layer at a point. */
    private final class Point implements Linearisation {
        private final int n;
        private final int channels;
        private final int area;
        private final double[] normal;
        private final double[] inverse;
        private final double[] gamma;
        private final INDArray output;

        Point(LayerParameters parameters, INDArray x) {
            n = (int) x.size(0);
            channels = (int) x.size(1);
            area = (int) (x.length() / n / channels);
            normal = Entries.of(x);
            inverse = new double[form == Form.BATCH ? channels : n];
            standardise();
            gamma = of(parameters, gain, 1);
            double[] beta = of(parameters, shift, 0);
            double[] y = new double[normal.length];
            for (int e = 0; e < y.length; e++) {
                y[e] = gamma[slot(e)] * normal[e] + beta[slot(e)];
            }
            output = Entries.array(y, x, x.shape());
        }

        private double[] of(LayerParameters from, String name, double otherwise) {
            if (!name.isEmpty()) {
                return Entries.of(from.get(name));
            }
            double[] values = new double[form == Form.BATCH ? channels : channels * area];
            Arrays.fill(values, otherwise);
            return values;
        }

        /** @return the group of entry e */
        private int group(int e) {
            return form == Form.BATCH ? e / area % channels : e / (area * channels);
        }

        /** @return the entry of gamma and beta for entry e */
        private int slot(int e) {
            return form == Form.BATCH ? e / area % channels : e % (area * channels);
        }

        private void standardise() {
            double[] means = means(normal, null);
            for (int e = 0; e < normal.length; e++) {
                normal[e] -= means[group(e)];
            }
            double[] variances = means(normal, normal);
            for (int k = 0; k < inverse.length; k++) {
                inverse[k] = 1 / Math.sqrt(variances[k] + epsilon);
            }
            for (int e = 0; e < normal.length; e++) {
                normal[e] *= inverse[group(e)];
            }
        }

        /** @return the mean of a, or of a b, over each group */
        private double[] means(double[] a, double[] b) {
            double[] sums = new double[inverse.length];
            for (int e = 0; e < a.length; e++) {
                sums[group(e)] += b == null ? a[e] : a[e] * b[e];
            }
            for (int k = 0; k < sums.length; k++) {
                sums[k] /= (double) a.length / sums.length;
            }
            return sums;
        }

        /** The derivative of the standardisation, which is symmetric: (d - mean d - normal mean(d normal)) / sqrt(var + epsilon). */
        private double[] derivative(double[] d) {
            double[] means = means(d, null);
            double[] products = means(d, normal);
            double[] result = new double[d.length];
            for (int e = 0; e < d.length; e++) {
                int k = group(e);
                result[e] = inverse[k] * (d[e] - means[k] - normal[e] * products[k]);
            }
            return result;
        }

        @Override
        public INDArray output() {
            return output;
        }

        @Override
        public INDArray vjp(INDArray g, LayerParameters gradient) {
            double[] d = Entries.of(g);
            double[] gains = new double[gamma.length];
            double[] shifts = new double[gamma.length];
            for (int e = 0; e < d.length; e++) {
                gains[slot(e)] += d[e] * normal[e];
                shifts[slot(e)] += d[e];
                d[e] *= gamma[slot(e)];
            }
            add(gradient, gain, gains, g);
            add(gradient, shift, shifts, g);
            return Entries.array(derivative(d), g, g.shape());
        }

        private static void add(LayerParameters gradient, String name, double[] values, INDArray model) {
            if (!name.isEmpty()) {
                gradient.add(name, Entries.array(values, model, values.length));
            }
        }

        @Override
        public INDArray jvp(INDArray dx, LayerParameters tangent) {
            double[] dy = derivative(Entries.of(dx));
            double[] gains = gain.isEmpty() ? new double[gamma.length] : Entries.of(tangent.get(gain));
            double[] shifts = shift.isEmpty() ? new double[gamma.length] : Entries.of(tangent.get(shift));
            for (int e = 0; e < dy.length; e++) {
                dy[e] = gamma[slot(e)] * dy[e] + gains[slot(e)] * normal[e] + shifts[slot(e)];
            }
            return Entries.array(dy, dx, dx.shape());
        }
    }
}
