package org.plumbline.numerics.dnn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;

import java.util.function.Consumer;

import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.memory;

/**
 * Derivatives on their way back: each value's is the sum of what the operations that read it contribute. Places are handed
 * on instead of copied where the derivatives are equal, and written over once nobody else will read them.
 */
final class Flows {

    private final Compilation c;

    Flows(Compilation c) {
        this.c = c;
    }

    /** A place for a derivative, with one holder. */
    Place create(memory.desc layout) {
        Place place = c.place(layout);
        place.holders = 1;
        return place;
    }

    /** Adds what an operation writes, which gets the memory to write to, to a value's derivative. */
    void contribute(Value value, Consumer<memory> write) {
        Place target = create(value.layout);
        c.onlyIf(value.learned, () -> write.accept(c.at(target, value.layout)));
        if (value.gradient == null) {
            value.gradient = target;
        } else {
            add(value, target);
            target.holders--;
        }
    }

    /** Adds a derivative that another value has, too. */
    void share(Value value, Place other) {
        if (value.gradient == null) {
            value.gradient = other;
            other.holders++;
        } else {
            add(value, other);
        }
    }

    private void add(Value value, Place other) {
        Place before = value.gradient;
        Place sum = before.holders == 1 && before != other ? before : create(value.layout);
        binary.primitive_desc plan = new binary.primitive_desc(c.device, dnnl_binary_add, value.layout, value.layout,
                value.layout, Descriptors.attributes(), false);
        c.onlyIf(value.learned, () -> c.run(c.step(Part.of(new binary(plan), plan)).with(DNNL_ARG_SRC_0, c.at(before, value.layout))
                .with(DNNL_ARG_SRC_1, c.at(other, value.layout)).with(DNNL_ARG_DST, c.at(sum, value.layout))));
        if (sum != before) {
            before.holders--;
            value.gradient = sum;
        }
    }

    /** Where the derivative after an elementwise function of a value's may be written: over it, if nobody else reads it. */
    Place after(Value value) {
        return value.gradient.holders == 1 ? value.gradient : create(value.layout);
    }
}
