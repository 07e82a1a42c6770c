package org.plumbline.numerics.dnn;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_desc_base;

/**
 * An operation of the library.
 *
 * @param operation what runs
 * @param scratch   the scratch memory that it needs
 * @param kernel    the library's name of its kernel
 */
record Part(primitive operation, memory.desc scratch, String kernel) {

    static Part of(primitive operation, primitive_desc_base plan) {
        return new Part(operation, plan.scratchpad_desc(), name(plan));
    }

    static String name(primitive_desc_base plan) {
        return plan.impl_info_str().getString();
    }

    static boolean isReference(primitive_desc_base plan) {
        return name(plan).startsWith("ref");
    }
}
