package org.plumbline.numerics.dnn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** All places of a program in one native block; places whose times do not meet may share bytes. */
final class ProgramMemory {

    /** A cache line twice, which adjacent-line prefetching takes together. */
    private static final long ALIGNMENT = 128;
    private final NativeScope scope;
    private final engine device;
    private final List<Place> places = new ArrayList<>();
    private final List<Long> offsets = new ArrayList<>();
    private final Segments segments;
    private long total;
    private BytePointer block;

    ProgramMemory(NativeScope scope, engine device, Segments segments) {
        this.segments = segments;
        this.scope = scope;
        this.device = device;
    }

    Place place(long bytes) {
        Place place = new Place(this, Math.max(ALIGNMENT, (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT));
        places.add(place);
        return place;
    }

    memory view(memory.desc layout) {
        return scope.own(new memory(layout, device, (Pointer) null));
    }

    Segments segments() {
        return segments;
    }

    /** Gives each place its offset: the largest first, each at the lowest offset that is free in its time. */
    void lay() {
        places.removeIf(place -> !place.isUsed());
        places.sort(Comparator.comparingLong((Place place) -> -place.bytes));
        List<int[]> order = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            long offset = 0;
            // order lists the laid places by offset
            for (int[] laid : order) {
                Place other = places.get(laid[0]);
                if (places.get(i).meets(other)) {
                    long start = offsets.get(laid[0]);
                    if (offset + places.get(i).bytes <= start) {
                        break;
                    }
                    offset = Math.max(offset, start + other.bytes);
                }
            }
            offsets.add(offset);
            int at = 0;
            while (at < order.size() && offsets.get(order.get(at)[0]) <= offset) {
                at++;
            }
            order.add(at, new int[] {i});
            total = Math.max(total, offset + places.get(i).bytes);
        }
    }

    /** The size of the block. */
    long bytes() {
        return total;
    }

    void allocate() {
        memory owner = scope.own(new memory(Descriptors.vector(Math.max(1, total / Float.BYTES)), device));
        block = scope.own(new BytePointer(owner.get_data_handle()));
        bind();
    }

    /** Uses the block of another program, which outlives this one; a block of its own if that one is too small. */
    void allocateWithin(ProgramMemory other) {
        if (total > other.total) {
            allocate();
            return;
        }
        block = other.block;
        bind();
    }

    private void bind() {
        for (int i = 0; i < places.size(); i++) {
            places.get(i).bind(scope, block, offsets.get(i));
        }
    }
}
