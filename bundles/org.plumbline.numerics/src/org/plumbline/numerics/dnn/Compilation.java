package org.plumbline.numerics.dnn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;

/** What the layers' codes share while a program for one batch size is made: the library, memory, the lists of actions. */
final class Compilation {

    final int batch;
    final engine device;
    final stream queue;
    final Flows flows;
    final GradientSlices slices = new GradientSlices();
    private final NativeScope scope;
    private final ProgramMemory places;
    private final Set<String> kernels = new TreeSet<>();
    private final List<LayerCode> layers = new ArrayList<>();
    private List<Action> actions = new ArrayList<>();
    private boolean always = true;
    private int now;

    Compilation(NativeScope scope, int batch, boolean several) {
        this.scope = scope;
        this.batch = batch;
        device = scope.own(new engine(dnnl_cpu, 0));
        queue = scope.own(new stream(device));
        places = new ProgramMemory(scope, device, new Segments(several));
        flows = new Flows(this);
    }

    ProgramMemory memory() {
        return places;
    }

    Set<String> kernels() {
        return kernels;
    }

    List<LayerCode> layers() {
        return layers;
    }

    /** Begins a pass. */
    List<Action> begin() {
        actions = new ArrayList<>();
        return actions;
    }

    int now() {
        return now;
    }

    void tick() {
        now++;
    }

    void tick(int times) {
        now += times;
    }

    /** A piece of the forward pass begins, or it ends. */
    void mark() {
        places.segments().mark(now, actions.size());
    }

    /** Appends a layer and returns its result. */
    Value add(LayerCode layer) {
        layer.forward();
        layers.add(layer);
        tick();
        return layer.result;
    }

    /** The value in another layout. */
    Value in(Value value, memory.desc layout) {
        return value.layout.equals(layout) ? value : add(new ReorderCode(this, value, layout));
    }

    /** The value in row-major order. */
    Value plain(Value value) {
        return in(value, plain(value.shape));
    }

    memory.desc plain(ValueShape shape) {
        return layout(shape, shape.flat() ? memory.format_tag.ab : memory.format_tag.nchw);
    }

    memory.desc layout(ValueShape shape, memory.format_tag tag) {
        return own(new memory.desc(shape.dims(batch), memory.data_type.f32, tag));
    }

    memory.desc own(memory.desc layout) {
        return scope.own(layout);
    }

    Place place(memory.desc layout) {
        return places.place(layout.get_size());
    }

    /** A view of a place; its content matters now. */
    memory at(Place place, memory.desc layout) {
        place.use(now);
        return place.as(layout);
    }

    memory at(Value value) {
        return at(value.place, value.layout);
    }

    Step step(Part part) {
        kernels.add(part.kernel());
        Step step = new Step(scope, part.operation());
        if (part.scratch().get_size() > 0) {
            step.with(DNNL_ARG_SCRATCHPAD, at(place(part.scratch()), part.scratch()));
        }
        return step;
    }

    /** to <- from, in the layout of to */
    Step copy(memory from, memory to) {
        reorder.primitive_desc plan = new reorder.primitive_desc(from, to, Descriptors.attributes(), false);
        return step(Part.of(new reorder(plan), plan)).with(DNNL_ARG_FROM, from).with(DNNL_ARG_TO, to);
    }

    /** A part of one place to a part of another. */
    Step copy(memory.desc fromPart, memory.desc toPart, primitive_attr how, memory from, memory to) {
        reorder.primitive_desc plan = new reorder.primitive_desc(device, fromPart, device, toPart, how, false);
        return step(Part.of(new reorder(plan), plan)).with(DNNL_ARG_FROM, from).with(DNNL_ARG_TO, to);
    }

    void run(Step step) {
        run(call -> step.run(queue));
    }

    void run(Action action) {
        actions.add(always ? action : call -> {
            if (call.byInput()) {
                action.run(call);
            }
        });
    }

    /** Adds actions that run always, or only if the derivative by the input is wanted. */
    void onlyIf(boolean learned, Runnable emit) {
        boolean before = always;
        always = before && learned;
        emit.run();
        always = before;
    }

    /** Adds the copy of a gradient from native memory to the caller's slice; to a slice that has one already it is added. */
    void storeGradient(Place from, int offset, int count) {
        if (slices.claim(offset, count)) {
            run(call -> from.numbers().get(call.gradients(), offset, count));
        } else {
            float[] more = new float[count];
            run(call -> {
                from.numbers().get(more);
                for (int i = 0; i < count; i++) {
                    call.gradients()[offset + i] += more[i];
                }
            });
        }
    }

    /** Fills a place with one number. */
    static void fill(Place place, float value) {
        FloatPointer numbers = place.numbers();
        float[] chunk = new float[(int) Math.min(4096, numbers.capacity())];
        Arrays.fill(chunk, value);
        for (long at = 0; at < numbers.capacity(); at += chunk.length) {
            numbers.position(at).put(chunk, 0, (int) Math.min(chunk.length, numbers.capacity() - at));
        }
        numbers.position(0);
    }

    /** The gradients' slices: equal ones are shared, others must not overlap. */
    static final class GradientSlices {
        private final Set<List<Integer>> claimed = new HashSet<>();

        /** Returns whether nobody has written there before. */
        boolean claim(int offset, int count) {
            for (List<Integer> other : claimed) {
                if (offset < other.get(0) + other.get(1) && other.get(0) < offset + count
                        && !(other.get(0) == offset && other.get(1) == count)) {
                    throw new IllegalArgumentException("layer graph: parameters [%d, %d) and [%d, %d) overlap".formatted(offset,
                            offset + count, other.get(0), other.get(0) + other.get(1)));
                }
            }
            return claimed.add(List.of(offset, count));
        }
    }
}
