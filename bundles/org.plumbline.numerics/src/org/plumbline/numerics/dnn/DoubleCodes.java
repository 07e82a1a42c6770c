package org.plumbline.numerics.dnn;

/** The operation of each kind of node in double precision. */
final class DoubleCodes {

    private DoubleCodes() {
    }

    static DoubleCode of(DoublePasses passes, int i) {
        return switch (passes.structure.nodes.get(i)) {
            case LayerNode.Convolve n -> DoubleAffineCode.convolution(passes, i, n);
            case LayerNode.Multiply n -> DoubleAffineCode.dense(passes, i, n);
            case LayerNode.Normalise n -> new DoubleNormaliseCode(passes, i, n.step());
            case LayerNode.Standardise n -> new DoubleStandardiseCode(passes, i, n);
            case LayerNode.Activate n -> new DoubleActivateCode(passes, i, n.function());
            case LayerNode.Smooth n -> new DoubleSmoothCode(passes, i, n.function());
            case LayerNode.Add n -> new DoubleAddCode(passes, i, n);
            case LayerNode.Pool n -> new DoublePoolCode(passes, i, n);
            case LayerNode.Flatten n -> new DoubleMoveCode(passes, i, 0);
            case LayerNode.PadChannels n -> new DoubleMoveCode(passes, i, n.before());
            case LayerNode.Input n -> throw new IllegalStateException("the input is not computed");
            case LayerNode.Surround n -> throw new IllegalStateException("borders are not computed");
        };
    }
}
