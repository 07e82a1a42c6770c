package org.plumbline.engine.network;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution (in the sense of the field: a correlation) of images or sequences.
 * <p>z_{o,i,j} = b_o + sum_{c,u,v} K_{o,c,u,v} x_{c, i s - p + u, j s - p + v}, s the stride, p the padding; entries outside of
 * the input are 0, or those of its periodic continuation. One axis less for sequences. Computed as a product of matrices:
 * windows [n windows, c u v] times K^T.</p>
 * Shape: x [n, C, H, W], K [O, C, k, k], b [O], z [n, O, H', W'], H' = floor((H + 2p - k)/s) + 1; or x [n, C, W], K [O, C, k].
 * Source: definition. Pinned by ConvolutionTest.
 *
 * @param axes     2 for images, 1 for sequences
 * @param outputs  number of output channels O, at least 1
 * @param size     k, at least 1
 * @param stride   s, at least 1
 * @param padding  p, at least 0
 * @param circular whether the input is continued periodically
 * @param kernel   name of K
 * @param bias     name of b; empty: no bias
 */
public record Convolution(int axes, int outputs, int size, int stride, int padding, boolean circular, String kernel, String bias)
        implements Layer {

    public Convolution {
        if (axes < 1 || axes > 2 || outputs < 1 || size < 1 || stride < 1 || padding < 0) {
            throw new ShapeException("convolution '" + kernel + "': axes must be 1 or 2, channels, kernel and stride at least 1,"
                    + " padding at least 0; got " + axes + ", " + outputs + ", " + size + ", " + stride + ", " + padding);
        }
    }

    @Override
    public String kind() {
        return "conv" + axes + "d";
    }

    public boolean hasBias() {
        return !bias.isEmpty();
    }

    private Windows windows(Shape input) {
        return Windows.of(kind() + " '" + kernel + "'", input, size, stride, padding, circular, axes + 1);
    }

    @Override
    public Shape outputShape(Shape input) {
        return windows(input).output(outputs);
    }

    @Override
    public ImmutableList<ParameterTensor> parameters(Shape input) {
        Windows windows = windows(input);
        int in = windows.channels();
        int fanIn = Math.multiplyExact(in, windows.area());
        int fanOut = Math.multiplyExact(outputs, windows.area());
        Shape shape = axes == 1 ? Shape.of(outputs, in, size) : Shape.of(outputs, in, size, size);
        ParameterTensor k = ParameterTensor.weight(kernel, shape, fanIn, fanOut);
        return hasBias() ? Lists.immutable.with(k, ParameterTensor.bias(bias, Shape.of(outputs), fanIn, fanOut))
                : Lists.immutable.with(k);
    }

    @Override
    public Cost cost(Shape input) {
        Windows windows = windows(input);
        double entries = (double) windows.channels() * windows.area();
        double output = (double) outputs * windows.count();
        return new Cost(output * (2 * entries + (hasBias() ? 1 : 0)), entries * windows.count() + output);
    }

    @Override
    public boolean separable() {
        return true;
    }

    @Override
    public Linearisation linearise(LayerParameters parameters, INDArray x, Pass pass) {
        long[] extents = x.shape();
        Shape input = axes == 1 ? Shape.of((int) extents[1], (int) extents[2])
                : Shape.of((int) extents[1], (int) extents[2], (int) extents[3]);
        return new Point(parameters, x, windows(input));
    }

    /** The convolution at a point; matrices have one row for each window of each example. */
    private final class Point implements Linearisation {
        private final Windows windows;
        private final Gather patches;
        private final int n;
        private final INDArray columns;
        private final INDArray k;
        private final INDArray output;

        Point(LayerParameters parameters, INDArray x, Windows windows) {
            this.windows = windows;
            this.patches = windows.patches();
            this.n = (int) x.size(0);
            this.columns = columns(x);
            this.k = matrix(parameters);
            this.output = images(columns.mmul(k.transpose()), parameters);
        }

        private INDArray columns(INDArray x) {
            return patches.apply(x).reshape((long) n * windows.count(), (long) windows.channels() * windows.area());
        }

        private INDArray matrix(LayerParameters from) {
            return from.get(kernel).reshape(outputs, (long) windows.channels() * windows.area());
        }

        /** @return rows [n windows, O] plus b as [n, O, ...] */
        private INDArray images(INDArray rows, LayerParameters from) {
            INDArray z = hasBias() ? rows.addRowVector(from.get(bias)) : rows;
            return z.dup('c').reshape(n, windows.count(), outputs).permute(0, 2, 1).dup('c')
                    .reshape(windows.output(outputs).stacked(n).longExtents());
        }

        @Override
        public INDArray output() {
            return output;
        }

        @Override
        public INDArray vjp(INDArray g, LayerParameters gradient) {
            INDArray rows = g.dup('c').reshape(n, outputs, windows.count()).permute(0, 2, 1).dup('c')
                    .reshape((long) n * windows.count(), outputs);
            gradient.add(kernel, rows.transpose().mmul(columns));
            if (hasBias()) {
                gradient.add(bias, rows.sum(0));
            }
            return patches.transposed(rows.mmul(k));
        }

        @Override
        public INDArray jvp(INDArray dx, LayerParameters tangent) {
            return images(columns(dx).mmul(k.transpose()).add(columns.mmul(matrix(tangent).transpose())), tangent);
        }
    }
}
