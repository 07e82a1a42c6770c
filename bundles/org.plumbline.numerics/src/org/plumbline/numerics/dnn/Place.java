package org.plumbline.numerics.dnn;

import java.util.ArrayList;
import java.util.List;

import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A stretch of a program's native block, and the time in which its content matters. Times are indices of layers: those of
 * the forward pass first, then the backward pass, then the tangent pass.
 */
final class Place {

    static final int ALWAYS = Integer.MAX_VALUE;
    final long bytes;
    private final ProgramMemory owner;
    private final List<memory> views = new ArrayList<>();
    private int first = ALWAYS;
    private int last = -1;
    private FloatPointer numbers;
    /** How many values have their derivative here that is still to be used; see {@link Flows}. */
    int holders;
    /** Whether nothing may be computed in place: a derivative needs the content, or two values share it. */
    boolean fixed;

    Place(ProgramMemory owner, long bytes) {
        this.owner = owner;
        this.bytes = bytes;
    }

    /** The content matters at this time. What the forward pass made and a derivative needs stays, for derivatives may be asked for often. */
    void use(int time) {
        first = Math.min(first, time);
        last = Math.max(last, first < owner.turn() && time >= owner.turn() ? ALWAYS : time);
    }

    void keep(int time) {
        first = Math.min(first, time);
        last = ALWAYS;
    }

    boolean meets(Place other) {
        return first <= other.last && other.first <= last;
    }

    boolean isUsed() {
        return last >= 0;
    }

    /** The place as the library sees it. */
    memory as(memory.desc layout) {
        if (layout.get_size() > bytes) {
            throw new IllegalStateException("a layout needs %d bytes, its place has %d".formatted(layout.get_size(), bytes));
        }
        memory view = owner.view(layout);
        views.add(view);
        return view;
    }

    void bind(NativeScope scope, BytePointer block, long offset) {
        block.position(offset);
        views.forEach(view -> view.set_data_handle(block));
        if (!views.isEmpty()) {
            numbers = scope.own(new FloatPointer(views.getFirst().get_data_handle()));
            numbers.capacity(bytes / Float.BYTES);
        }
    }

    /** The numbers in the order of the layout; only after the block exists. */
    FloatPointer numbers() {
        return numbers;
    }
}
