package org.plumbline.numerics.dnn;

import java.util.ArrayList;
import java.util.List;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;

/** An image with its opposite borders around it: nine rectangles, three bands each of rows and columns. */
final class SurroundCode extends LayerCode {

    private final Value source;
    private final memory.desc layout;
    private final ValueShape shape;
    private final List<memory.desc> inside = new ArrayList<>();
    private final List<memory.desc> around = new ArrayList<>();

    private SurroundCode(Compilation c, Value source, LayerNode.Surround node, memory.desc layout) {
        super(c);
        this.source = source;
        this.layout = layout;
        shape = node.shape();
        for (BorderCopies.Band rows : BorderCopies.Band.of(source.shape.height(), node.rows())) {
            for (BorderCopies.Band columns : BorderCopies.Band.of(source.shape.width(), node.columns())) {
                if (rows.count() > 0 && columns.count() > 0) {
                    long[] size = {c.batch, shape.channels(), rows.count(), columns.count()};
                    inside.add(c.own(source.layout.submemory_desc(size, new long[] {0, 0, rows.inState(), columns.inState()})));
                    around.add(c.own(layout.submemory_desc(size, new long[] {0, 0, rows.inPadded(), columns.inPadded()})));
                }
            }
        }
    }

    static LayerCode of(Compilation c, Value source, LayerNode.Surround node) {
        for (memory.format_tag tag : Layouts.TAGS) {
            if (c.layout(source.shape, tag).equals(source.layout)) {
                return new SurroundCode(c, source, node, c.layout(node.shape(), tag));
            }
        }
        return new SurroundCode(c, c.plain(source), node, c.plain(node.shape()));
    }

    @Override
    void forward() {
        result = new Value(shape, layout, c.place(layout), source.learned);
        surround(source.place, result.place);
    }

    private void surround(Place from, Place to) {
        for (int i = 0; i < inside.size(); i++) {
            c.run(c.copy(inside.get(i), around.get(i), Descriptors.attributes(), c.at(from, source.layout), c.at(to, layout)));
        }
    }

    /** The middle comes first and covers every place of the source; the rest is added. */
    @Override
    void backward() {
        c.flows.contribute(source, to -> {
            for (int i = 0; i < inside.size(); i++) {
                primitive_attr how = i == 0 ? Descriptors.attributes() : Descriptors.summed();
                c.run(c.copy(around.get(i), inside.get(i), how, c.at(result.gradient, layout), to));
            }
        });
        result.gradient.holders--;
    }

    @Override
    void tangent() {
        result.tangent = c.place(layout);
        surround(source.tangent, result.tangent);
    }
}
