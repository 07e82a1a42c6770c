package org.plumbline.initialisers;

import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.numerics.arrays.RealArray;

/**
 * A tensor as L copies along the depth of n entries each; nested repeats count as one axis, in the order of the forward pass.
 *
 * @param layers  L; 1 for a tensor outside of any repeat
 * @param entries n, numbers of one copy
 */
record LayerAxis(int layers, int entries) {

    static LayerAxis of(ParameterTensor tensor) {
        int layers = 1;
        for (int axis = 0; axis < tensor.stackRank(); axis++) {
            layers *= tensor.shape().extent(axis);
        }
        return new LayerAxis(layers, tensor.shape().size() / layers);
    }

    /** Writes scale times the L numbers of one entry, one into each copy. */
    void write(double[] path, double scale, int entry, RealArray values, int offset) {
        for (int k = 0; k < layers; k++) {
            values.set(offset + k * entries + entry, scale * path[k]);
        }
    }
}
