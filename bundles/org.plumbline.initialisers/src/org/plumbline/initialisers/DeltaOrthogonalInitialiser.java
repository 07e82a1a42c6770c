package org.plumbline.initialisers;

import java.util.Optional;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.Initialiser;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.linalg.HaarOrthogonal;
import org.plumbline.numerics.random.RandomStream;

/**
 * Convolutions that are orthogonal maps of the channels at each place, and orthogonal matrices.
 * <p>Kernel [O, C, k, k] (or [O, C, k]): K[:, :, m, m] = g Q with m = (k - 1)/2 the middle and 0 elsewhere, Q [O, C] with
 * orthonormal columns from Haar's measure, O &gt;= C and k odd. With periodic padding and stride 1 the convolution then keeps
 * Euclidean norms up to g. Matrix [in, out] of a dense layer: g Q with orthonormal rows or columns, whichever is possible. Biases:
 * independent Gaussian with standard deviation b.</p>
 * Shape: as said; each copy along the depth is drawn anew. Equal streams give equal bits on one machine.
 * Source: Xiao, Bahri, Sohl-Dickstein, Schoenholz, Pennington, ICML 2018, algorithm 1. Pinned by DeltaOrthogonalInitialiserTest.
 */
public final class DeltaOrthogonalInitialiser implements Initialiser {
    @Override
    public void initialise(ParameterTensor tensor, Settings settings, RandomStream stream, RealArray values, int offset) {
        if (SizeLaw.isBias(tensor)) {
            stream.gaussians(values, offset, offset + tensor.shape().size(), 0, settings.real("biasSd"));
            return;
        }
        LayerAxis axis = LayerAxis.of(tensor);
        Shape copy = copy(tensor);
        int rows = copy.extent(0);
        int columns = copy.extent(1);
        int window = axis.entries() / (rows * columns);
        for (int i = offset; i < offset + tensor.shape().size(); i++) {
            values.set(i, 0);
        }
        for (int k = 0; k < axis.layers(); k++) {
            double[] q = HaarOrthogonal.sample(rows, columns, stream);
            for (int i = 0; i < q.length; i++) {
                values.set(offset + k * axis.entries() + i * window + window / 2, settings.real("gain") * q[i]);
            }
        }
    }

    @Override
    public Optional<String> refusal(ParameterTensor tensor, Settings settings) {
        if (SizeLaw.isBias(tensor)) {
            return Optional.empty();
        }
        Shape copy = copy(tensor);
        if (copy.rank() == 2) {
            return Optional.empty();
        }
        if (copy.rank() < 2) {
            return Optional.of("delta-orthogonal: '" + tensor.name() + "' has shape " + copy + ", expected a matrix or a convolution");
        }
        if (copy.extent(0) < copy.extent(1)) {
            return Optional.of("delta-orthogonal: convolution '" + tensor.name() + "' has " + copy.extent(0) + " output channels, fewer than its "
                    + copy.extent(1) + " input channels, so it cannot keep norms; at least " + copy.extent(1) + " would do");
        }
        int size = copy.extent(2);
        return size % 2 == 1 ? Optional.empty() : Optional.of("delta-orthogonal: the kernel of convolution '" + tensor.name()
                + "' has the even extent " + size + " and so no middle; an odd one would do");
    }

    private static Shape copy(ParameterTensor tensor) {
        Shape shape = tensor.shape();
        for (int axis = 0; axis < tensor.stackRank(); axis++) {
            shape = shape.unstacked();
        }
        return shape;
    }
}
