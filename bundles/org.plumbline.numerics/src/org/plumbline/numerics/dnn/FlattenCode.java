package org.plumbline.numerics.dnn;

/** An image in row-major order read as a vector; nothing is computed. */
final class FlattenCode extends LayerCode {

    private final Value source;
    private final ValueShape shape;

    FlattenCode(Compilation c, Value source, ValueShape shape) {
        super(c);
        this.source = source;
        this.shape = shape;
    }

    @Override
    void forward() {
        source.place.fixed = true;
        result = new Value(shape, c.plain(shape), source.place, source.learned);
    }

    @Override
    void backward() {
        c.flows.share(source, result.gradient);
        result.gradient.holders--;
    }

    @Override
    void tangent() {
        result.tangent = source.tangent;
    }
}
