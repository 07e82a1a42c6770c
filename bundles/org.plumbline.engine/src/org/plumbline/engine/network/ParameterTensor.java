package org.plumbline.engine.network;

import java.util.Optional;

/**
 * One named trainable array of a network.
 *
 * @param name       unique within the network, e.g. {@code A}
 * @param shape      all extents, those of the stack first
 * @param stackRank  number of leading axes that count copies along the depth: 0 outside of any repeat, 1 inside one
 * @param role       what it is for
 * @param fanIn      number of inputs that one output adds up
 * @param fanOut     number of outputs that one input goes to
 * @param shared     whether all copies of a repeat use the same array (so that it is not stacked)
 * @param scaleStart initial law if it belongs to the layer, as for scales and normalisations; else empty: the initialiser
 *                   decides
 */
public record ParameterTensor(String name, Shape shape, int stackRank, TensorRole role, int fanIn, int fanOut,
        boolean shared, Optional<ScaleStart> scaleStart) {

    public static ParameterTensor weight(String name, Shape shape, int fanIn, int fanOut) {
        return new ParameterTensor(name, shape, 0, TensorRole.WEIGHT, fanIn, fanOut, false, Optional.empty());
    }

    public static ParameterTensor bias(String name, Shape shape, int fanIn, int fanOut) {
        return new ParameterTensor(name, shape, 0, TensorRole.BIAS, fanIn, fanOut, false, Optional.empty());
    }

    public static ParameterTensor scale(String name, boolean shared, ScaleStart start) {
        return new ParameterTensor(name, Shape.SCALAR, 0, TensorRole.SCALE, 1, 1, shared, Optional.of(start));
    }

    /** @return this tensor as the body of a repeat of n copies has it: stacked, unless it is shared */
    public ParameterTensor repeated(int n) {
        return shared ? this
                : new ParameterTensor(name, shape.stacked(n), stackRank + 1, role, fanIn, fanOut, false, scaleStart);
    }

    /** @return number of copies along the outermost repeat; 1 if there is none */
    public int stackLength() {
        return stackRank == 0 ? 1 : shape.extent(0);
    }
}
