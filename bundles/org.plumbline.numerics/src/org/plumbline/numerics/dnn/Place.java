package org.plumbline.numerics.dnn;

import java.util.ArrayList;
import java.util.List;

import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A stretch of a program's native block, and the times in which its content matters. Times are indices of layers: those of
 * the forward pass first, then the backward pass, then the tangent pass. What a segment of the forward pass makes matters there,
 * and in the other passes from when it is computed again; see {@link Segments}.
 */
final class Place {

    static final int ALWAYS = Integer.MAX_VALUE;
    final long bytes;
    private final ProgramMemory owner;
    private final List<memory> views = new ArrayList<>();
    private final int[] first = {ALWAYS, ALWAYS, ALWAYS};
    private final int[] last = {-1, -1, -1};
    private final int segment;
    private boolean kept;
    private int[] times;
    private FloatPointer numbers;
    /** How many values have their derivative here that is still to be used; see {@link Flows}. */
    int holders;
    /** Whether nothing may be computed in place: a derivative needs the content, or two values share it. */
    boolean fixed;

    Place(ProgramMemory owner, long bytes) {
        this.owner = owner;
        this.bytes = bytes;
        segment = owner.segments().current();
    }

    /** The content matters at this time. */
    void use(int time) {
        int pass = owner.segments().pass(time);
        first[pass] = Math.min(first[pass], time);
        last[pass] = Math.max(last[pass], time);
    }

    /** The content matters from this time on, as derivatives may be asked for often. */
    void keep(int time) {
        use(time);
        kept = true;
    }

    /** Nothing may be computed in place, and the content stays: a segment begins with it. */
    void begin() {
        fixed = true;
        kept = true;
    }

    /** Beginnings and ends of the times, one after the other; to be called when all uses are known. */
    private int[] times() {
        if (times == null) {
            times = owner.segments().times(segment, kept, first, last);
        }
        return times;
    }

    boolean meets(Place other) {
        int[] a = times();
        int[] b = other.times();
        for (int i = 0; i < a.length; i += 2) {
            for (int j = 0; j < b.length; j += 2) {
                if (a[i] <= b[j + 1] && b[j] <= a[i + 1]) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean isUsed() {
        return Math.max(last[0], Math.max(last[1], last[2])) >= 0;
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
