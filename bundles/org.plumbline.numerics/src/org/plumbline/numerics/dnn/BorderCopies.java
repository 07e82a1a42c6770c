package org.plumbline.numerics.dnn;

import java.util.ArrayList;
import java.util.List;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;

/**
 * Circular padding: a layer works without padding on a copy with the opposite borders around it.
 * <p>The copy consists of nine rectangles, three bands each of rows and columns. The derivative by the copy goes back by
 * adding each rectangle where it came from.</p>
 */
final class BorderCopies {

    private final Workspace workspace;
    private final memory padded;
    private final List<Step> surround = new ArrayList<>();
    private final List<Step> fold = new ArrayList<>();

    /** One run of indices: count, first index in the state, first index in the padded copy. */
    record Band(int count, int inState, int inPadded) {

        /** The middle first: it covers every place of the state, so that folding can overwrite with it and add the rest. */
        static List<Band> of(int size, int radius) {
            return List.of(new Band(size, 0, radius), new Band(radius, size - radius, 0),
                    new Band(radius, 0, size + radius));
        }
    }

    BorderCopies(Workspace workspace, memory state, memory stateGradient) {
        this.workspace = workspace;
        Descriptors d = workspace.descriptors;
        padded = workspace.fixed(d.source);
        for (Band rows : Band.of(d.shape.height(), d.shape.radius())) {
            for (Band columns : Band.of(d.shape.width(), d.shape.radius())) {
                long[] size = {d.batch, d.shape.channels(), rows.count(), columns.count()};
                memory.desc inState = d.state.submemory_desc(size, new long[] {0, 0, rows.inState(), columns.inState()});
                memory.desc inPadded = d.source.submemory_desc(size, new long[] {0, 0, rows.inPadded(), columns.inPadded()});
                surround.add(copy(inState, inPadded, Descriptors.attributes(), state, padded));
                fold.add(copy(inPadded, inState, fold.isEmpty() ? Descriptors.attributes() : adding(), padded, stateGradient));
            }
        }
    }

    private Step copy(memory.desc fromPart, memory.desc toPart, primitive_attr how, memory from, memory to) {
        reorder.primitive_desc plan = new reorder.primitive_desc(workspace.device(), fromPart, workspace.device(), toPart, how,
                false);
        return workspace.copy(plan, from, to);
    }

    private static primitive_attr adding() {
        primitive_attr attributes = Descriptors.attributes();
        post_ops after = new post_ops();
        after.append_sum();
        attributes.set_post_ops(after);
        return attributes;
    }

    memory padded() {
        return padded;
    }

    /** padded <- state with its opposite borders around it */
    void surround() {
        surround.forEach(step -> step.run(workspace.queue));
    }

    /** state's gradient <- the gradient by the padded copy, which takes the copy's place, each entry added where it came from */
    void fold() {
        fold.forEach(step -> step.run(workspace.queue));
    }
}
