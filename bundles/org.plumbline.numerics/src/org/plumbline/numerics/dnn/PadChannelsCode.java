package org.plumbline.numerics.dnn;

import org.bytedeco.dnnl.memory;

/** Channels of zeros in front and behind: zeros everywhere, then a copy into the middle. */
final class PadChannelsCode extends LayerCode {

    private final Value source;
    private final memory.desc layout;
    private final memory.desc middle;
    private final ValueShape shape;

    PadChannelsCode(Compilation c, Value source, ValueShape shape, int before, memory.desc layout) {
        super(c);
        this.source = source;
        this.shape = shape;
        this.layout = layout;
        middle = c.own(layout.submemory_desc(source.shape.dims(c.batch), new long[] {0, before, 0, 0}));
    }

    /** The layout of the source if channels can be padded in it, else row-major order. */
    static LayerCode of(Compilation c, Value source, LayerNode.PadChannels node) {
        for (memory.format_tag tag : Layouts.TAGS) {
            if (c.layout(source.shape, tag).equals(source.layout)) {
                try {
                    return new PadChannelsCode(c, source, node.shape(), node.before(), c.layout(node.shape(), tag));
                } catch (RuntimeException notOnBlocks) { // channels do not begin at a block
                    break;
                }
            }
        }
        return new PadChannelsCode(c, c.plain(source), node.shape(), node.before(), c.plain(node.shape()));
    }

    @Override
    void forward() {
        result = new Value(shape, layout, c.place(layout), source.learned);
        pad(source.place, result.place);
    }

    private void pad(Place from, Place to) {
        memory target = c.at(to, layout);
        c.run(call -> Compilation.fill(to, 0));
        c.run(c.copy(source.layout, middle, Descriptors.attributes(), c.at(from, source.layout), target));
    }

    @Override
    void backward() {
        c.flows.contribute(source, to -> c.run(c.copy(middle, source.layout, Descriptors.attributes(),
                c.at(result.gradient, layout), to)));
        result.gradient.holders--;
    }

    @Override
    void tangent() {
        result.tangent = c.place(layout);
        pad(source.tangent, result.tangent);
    }
}
