package org.plumbline.numerics.dnn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.plumbline.nd4j.Natives;

/**
 * The native objects for one batch size: device, layouts, the fixed buffers and the movable places that a layer's operations
 * work on. Buffers come from the library, which aligns them; nothing counts against the Java heap's limit.
 */
final class Workspace implements AutoCloseable {

    final Descriptors descriptors;
    final stream queue;
    /** Fixed: [n, C, H, V] and [C, C, kernel, kernel] in row-major order, on the way from and to Java. */
    final memory plainImages;
    final memory plainWeights;
    /** Fixed: weights in the layouts of the forward product, of the backward one, and their gradient. */
    final memory forwardWeights;
    final memory backwardWeights;
    final memory weightGradient;
    final memory bias;
    final memory biasGradient;
    private final NativeScope scope = new NativeScope();
    private final engine device;
    private final memory scratch;

    /** Opens the device; with buffers, also allocates what {@link #fixedBytes} says. */
    Workspace(ConvolutionShape shape, int batch, boolean buffers) {
        SingleThread.require(System.getenv(), Runtime.getRuntime().availableProcessors());
        Natives.load(dnnl.class);
        try (PointerScope temporary = new PointerScope()) {
            device = scope.own(new engine(dnnl_cpu, 0));
            queue = scope.own(new stream(device));
            descriptors = Descriptors.of(scope, device, shape, batch);
            if (buffers) {
                plainImages = fixed(images());
                plainWeights = fixed(weights());
                forwardWeights = fixed(descriptors.forward.weights_desc());
                backwardWeights = fixed(descriptors.backwardData.weights_desc());
                weightGradient = fixed(descriptors.backwardWeights.diff_weights_desc());
                bias = fixed(Descriptors.vector(shape.channels()));
                biasGradient = fixed(Descriptors.vector(shape.channels()));
                scratch = fixed(Descriptors.vector(Math.max(1, (descriptors.scratchBytes() + 3) / 4)));
            } else {
                plainImages = plainWeights = forwardWeights = backwardWeights = weightGradient = bias = biasGradient = scratch = null;
            }
        } catch (RuntimeException | Error failure) {
            scope.close();
            throw failure;
        }
    }

    private memory.desc images() {
        return Descriptors.image(descriptors.shape, descriptors.batch, 0, memory.format_tag.nchw);
    }

    private memory.desc weights() {
        return Descriptors.weights(descriptors.shape, memory.format_tag.oihw);
    }

    /** The size of one state in the chosen layout, in floats, a multiple of a cache line. */
    long stateFloats() {
        return (descriptors.state.get_size() / 4 + 15) / 16 * 16;
    }

    /** The fixed buffers and scratch memory, bytes. */
    long fixedBytes() {
        try (PointerScope temporary = new PointerScope()) {
            long padded = descriptors.shape.isCircular() ? descriptors.source.get_size() : 0;
            return images().get_size() + weights().get_size() + descriptors.forward.weights_desc().get_size()
                    + descriptors.backwardData.weights_desc().get_size()
                    + descriptors.backwardWeights.diff_weights_desc().get_size() + 8L * descriptors.shape.channels()
                    + descriptors.scratchBytes() + padded;
        }
    }

    /** A buffer of its own, undefined content; freed on close. */
    memory fixed(memory.desc layout) {
        return scope.own(new memory(layout, device));
    }

    /** A place without memory: {@link #at} says where it points. */
    memory movable(memory.desc layout) {
        return scope.own(new memory(layout, device, (Pointer) null));
    }

    Step step(primitive operation) {
        Step step = new Step(scope, operation);
        return step.with(DNNL_ARG_SCRATCHPAD, scratch);
    }

    Step copy(memory from, memory to) {
        reorder.primitive_desc plan = new reorder.primitive_desc(from, to, Descriptors.attributes(), false);
        return copy(plan, from, to);
    }

    Step copy(reorder.primitive_desc plan, memory from, memory to) {
        if (plan.scratchpad_desc().get_size() > scratch.get_desc().get_size()) {
            throw new IllegalStateException("a change of layout needs more scratch memory than the products");
        }
        return step(new reorder(plan)).with(DNNL_ARG_FROM, from).with(DNNL_ARG_TO, to);
    }

    engine device() {
        return device;
    }

    NativeScope scope() {
        return scope;
    }

    /** A view of a fixed buffer's numbers; valid until close. */
    FloatPointer numbers(memory buffer) {
        return scope.own(new FloatPointer(buffer.get_data_handle()));
    }

    @Override
    public void close() {
        scope.close();
    }
}
