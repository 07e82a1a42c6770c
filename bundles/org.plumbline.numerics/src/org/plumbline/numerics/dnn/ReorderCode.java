package org.plumbline.numerics.dnn;

import org.bytedeco.dnnl.memory;

/** A value in another layout. */
final class ReorderCode extends LayerCode {

    private final Value source;
    private final memory.desc layout;

    ReorderCode(Compilation c, Value source, memory.desc layout) {
        super(c);
        this.source = source;
        this.layout = layout;
    }

    @Override
    void forward() {
        result = new Value(source.shape, layout, c.place(layout), source.learned);
        c.run(c.copy(c.at(source), c.at(result)));
    }

    @Override
    void backward() {
        c.flows.contribute(source, to -> c.run(c.copy(c.at(result.gradient, layout), to)));
        result.gradient.holders--;
    }

    @Override
    void tangent() {
        result.tangent = c.place(layout);
        c.run(c.copy(c.at(source.tangent, source.layout), c.at(result.tangent, layout)));
    }
}
