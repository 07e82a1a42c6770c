package org.plumbline.engine.network;

import java.util.Arrays;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Entries made to have mean 0 and variance 1 over a group, then scaled and shifted.
 * <p>y = gamma (x - mean) / sqrt(var + epsilon) + beta. {@code BATCH}: a group is one channel of all examples of the batch, and
 * gamma and beta have an entry for each channel. In training mean and var (the population variance) are those of the batch,
 * which couples its examples, and running ones move by r = r + momentum (batch - r), the variance unbiased there; evaluation
 * uses the running ones as constants. {@code LAYER}: a group is one example, and gamma and beta have its shape.</p>
 * Shape: x and y [n, C, ...]; running mean and variance [C]. gamma starts at 1, beta at 0, the running mean at 0 and variance
 * at 1. Statistics in double.
 * Source: Ioffe, Szegedy, ICML 2015; Ba, Kiros, Hinton, arXiv 1607.06450. Pinned by NormalisationTest.
 *
 * @param form     what a group is
 * @param epsilon  &gt; 0, in squared units of x
 * @param momentum share of the batch in the running statistics, in (0, 1]; without effect for {@code LAYER}
 * @param running  what the names of the running statistics begin with; empty for {@code LAYER}
 * @param gain     name of gamma; empty: 1
 * @param shift    name of beta; empty: 0
 */
public record Normalisation(Form form, double epsilon, double momentum, String running, String gain, String shift)
        implements Layer {

    /** What is normalised together. */
    public enum Form {
        BATCH, LAYER
    }

    /** Batch normalisation. */
    public static Normalisation batch(double epsilon, double momentum, String running, String gain, String shift) {
        return new Normalisation(Form.BATCH, epsilon, momentum, running, gain, shift);
    }

    /** Layer normalisation. */
    public static Normalisation layer(double epsilon, String gain, String shift) {
        return new Normalisation(Form.LAYER, epsilon, 1, "", gain, shift);
    }

    public Normalisation {
        if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
            throw new ShapeException("normalisation '" + gain + "': epsilon must be > 0 and finite, got " + epsilon);
        }
        if (!(momentum > 0 && momentum <= 1)) {
            throw new ShapeException("normalisation '" + gain + "': momentum must lie in (0, 1], got " + momentum);
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

    /** @return name of the running mean */
    public String mean() {
        return running + ".mean";
    }

    /** @return name of the running variance */
    public String variance() {
        return running + ".variance";
    }

    @Override
    public ImmutableList<ParameterTensor> statistics(Shape input) {
        if (form == Form.LAYER) {
            return Lists.immutable.empty();
        }
        Shape shape = Shape.of(outputShape(input).extent(0));
        return Lists.immutable.with(tensor(mean(), shape, TensorRole.STATISTIC, 0),
                tensor(variance(), shape, TensorRole.STATISTIC, 1));
    }

    @Override
    public Cost cost(Shape input) {
        return new Cost(8.0 * input.size(), 4.0 * input.size());
    }

    @Override
    public boolean separable() {
        return form == Form.LAYER;
    }

    @Override
    public Linearisation linearise(LayerParameters parameters, INDArray x, Pass pass) {
        return new Point(parameters, x, pass);
    }

    /** The layer at a point. */
    private final class Point implements Linearisation {
        private final int n;
        private final int channels;
        private final int area;
        private final boolean constant;
        private final double[] normal;
        private final double[] inverse;
        private final double[] gamma;
        private final INDArray output;

        Point(LayerParameters parameters, INDArray x, Pass pass) {
            constant = form == Form.BATCH && !pass.training();
            n = (int) x.size(0);
            channels = (int) x.size(1);
            area = (int) (x.length() / n / channels);
            normal = Entries.of(x);
            inverse = new double[form == Form.BATCH ? channels : n];
            if (constant) {
                standardise(Entries.of(pass.statistics().get(mean())), Entries.of(pass.statistics().get(variance())));
            } else {
                double[] means = means(normal, null);
                double[] variances = variances(means);
                standardise(means, variances);
                if (form == Form.BATCH) {
                    observe(pass.statistics(), means, variances);
                }
            }
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

        private double[] variances(double[] means) {
            double[] centred = new double[normal.length];
            for (int e = 0; e < normal.length; e++) {
                centred[e] = normal[e] - means[group(e)];
            }
            return means(centred, centred);
        }

        private void observe(LayerParameters statistics, double[] means, double[] variances) {
            double count = (double) n * area;
            double unbiased = count > 1 ? count / (count - 1) : 1;
            statistics.move(mean(), means, momentum);
            statistics.move(variance(), Arrays.stream(variances).map(v -> v * unbiased).toArray(), momentum);
        }

        private void standardise(double[] means, double[] variances) {
            for (int k = 0; k < inverse.length; k++) {
                inverse[k] = 1 / Math.sqrt(variances[k] + epsilon);
            }
            for (int e = 0; e < normal.length; e++) {
                normal[e] = (normal[e] - means[group(e)]) * inverse[group(e)];
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
            double[] result = new double[d.length];
            if (constant) {
                for (int e = 0; e < d.length; e++) {
                    result[e] = inverse[group(e)] * d[e];
                }
                return result;
            }
            double[] means = means(d, null);
            double[] products = means(d, normal);
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
