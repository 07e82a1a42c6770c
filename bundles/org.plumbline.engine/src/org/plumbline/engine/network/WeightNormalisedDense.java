package org.plumbline.engine.network;

import java.util.Arrays;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An affine map of row vectors whose matrix has a norm of its own: z = x W + b, W_ij = g_j V_ij / r_j.
 * <p>r_j = sqrt(sum_i V_ij^2 + epsilon^2), or for all columns together r = sqrt(sum_ij V_ij^2 + epsilon^2). g starts at 1.</p>
 * Shape: x [n, in], V [in, out], g [out], b [out], z [n, out].
 * Source: Salimans, Kingma, NIPS 2016 (by column, epsilon = 0); MacDonald, Valmadre, Saratchandran, Lucey, NeurIPS 2023
 * (epsilon). Pinned by WeightNormalisedDenseTest.
 *
 * @param outputs number of outputs, at least 1
 * @param whole   whether the norm is that of the whole matrix; else that of each column
 * @param epsilon at least 0; with 0 a column of zeros gives NaN
 * @param weight  name of V
 * @param gain    name of g; empty: 1
 * @param bias    name of b; empty: no bias
 */
public record WeightNormalisedDense(int outputs, boolean whole, double epsilon, String weight, String gain, String bias)
        implements Layer {

    public WeightNormalisedDense {
        if (outputs < 1 || !(epsilon >= 0) || Double.isInfinite(epsilon)) {
            throw new ShapeException("weight-norm-dense '" + weight + "': the number of outputs must be at least 1 and epsilon"
                    + " at least 0 and finite, got " + outputs + " and " + epsilon);
        }
    }

    @Override
    public String kind() {
        return "weight-norm-dense";
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.rank() != 1) {
            throw new ShapeException(kind() + " '" + weight + "': expected a vector as input, got shape " + input);
        }
        return Shape.of(outputs);
    }

    @Override
    public ImmutableList<ParameterTensor> parameters(Shape input) {
        int inputs = input.extent(0);
        MutableList<ParameterTensor> tensors = Lists.mutable
                .with(ParameterTensor.weight(weight, Shape.of(inputs, outputs), inputs, outputs));
        if (!gain.isEmpty()) {
            tensors.add(new ParameterTensor(gain, Shape.of(outputs), 0, TensorRole.GAIN, inputs, outputs, false,
                    Optional.of(new ScaleStart(1, 0))));
        }
        if (!bias.isEmpty()) {
            tensors.add(ParameterTensor.bias(bias, Shape.of(outputs), inputs, outputs));
        }
        return tensors.toImmutable();
    }

    @Override
    public Cost cost(Shape input) {
        return new Cost(2.0 * input.size() * outputs + outputs, outputs);
    }

    @Override
    public boolean separable() {
        return true;
    }

    @Override
    public Linearisation linearise(LayerParameters parameters, INDArray x, Pass pass) {
        return new Point(parameters, x);
    }

    /** The layer at a point; entry e of a matrix lies in column e mod out. */
    private final class Point implements Linearisation {
        private final INDArray x;
        private final double[] v;
        private final double[] norms;
        private final double[] gains;
        private final INDArray w;
        private final INDArray output;

        Point(LayerParameters parameters, INDArray x) {
            this.x = x;
            v = Entries.of(parameters.get(weight));
            gains = new double[outputs];
            Arrays.fill(gains, 1);
            if (!gain.isEmpty()) {
                System.arraycopy(Entries.of(parameters.get(gain)), 0, gains, 0, outputs);
            }
            norms = sums(v, v);
            double[] scaled = new double[v.length];
            for (int j = 0; j < outputs; j++) {
                norms[j] = Math.sqrt(norms[j] + epsilon * epsilon);
            }
            for (int e = 0; e < v.length; e++) {
                scaled[e] = gains[e % outputs] * v[e] / norms[e % outputs];
            }
            w = matrix(scaled);
            output = shifted(x.mmul(w), parameters);
        }

        private INDArray matrix(double[] entries) {
            return Entries.array(entries, x, entries.length / outputs, outputs);
        }

        private INDArray shifted(INDArray z, LayerParameters from) {
            return bias.isEmpty() ? z : z.addRowVector(from.get(bias));
        }

        /** @return for each column the sum of a b over what shares its norm */
        private double[] sums(double[] a, double[] b) {
            double[] sums = new double[outputs];
            double total = 0;
            for (int e = 0; e < a.length; e++) {
                sums[e % outputs] += a[e] * b[e];
                total += a[e] * b[e];
            }
            if (whole) {
                Arrays.fill(sums, total);
            }
            return sums;
        }

        @Override
        public INDArray output() {
            return output;
        }

        @Override
        public INDArray vjp(INDArray g, LayerParameters gradient) {
            double[] d = Entries.of(x.transpose().mmul(g));
            double[] forGain = new double[outputs];
            for (int e = 0; e < d.length; e++) {
                int j = e % outputs;
                forGain[j] += d[e] * v[e] / norms[j];
                d[e] *= gains[j] / norms[j];
            }
            double[] along = sums(d, v);
            for (int e = 0; e < d.length; e++) {
                int j = e % outputs;
                d[e] -= v[e] * along[j] / (norms[j] * norms[j]);
            }
            gradient.add(weight, matrix(d));
            if (!gain.isEmpty()) {
                gradient.add(gain, Entries.array(forGain, g, outputs));
            }
            if (!bias.isEmpty()) {
                gradient.add(bias, g.sum(0));
            }
            return g.mmul(w.transpose());
        }

        @Override
        public INDArray jvp(INDArray dx, LayerParameters tangent) {
            double[] dv = Entries.of(tangent.get(weight));
            double[] dg = gain.isEmpty() ? new double[outputs] : Entries.of(tangent.get(gain));
            double[] along = sums(dv, v);
            double[] dw = new double[dv.length];
            for (int e = 0; e < dw.length; e++) {
                int j = e % outputs;
                double turned = dv[e] - v[e] * along[j] / (norms[j] * norms[j]);
                dw[e] = (gains[j] * turned + dg[j] * v[e]) / norms[j];
            }
            return shifted(dx.mmul(w).add(x.mmul(matrix(dw))), tangent);
        }
    }
}
