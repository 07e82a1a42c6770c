package org.plumbline.numerics.dnn;

import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.stream;

/** A primitive with its arguments; the arguments stay, only the places that they point to change. */
final class Step {

    private final primitive operation;
    private final IntMemoryMap arguments;

    Step(NativeScope scope, primitive operation) {
        this.operation = scope.own(operation);
        arguments = scope.own(new IntMemoryMap());
    }

    Step with(int role, memory place) {
        arguments.put(role, place);
        return this;
    }

    void run(stream queue) {
        operation.execute(queue, arguments);
    }
}
