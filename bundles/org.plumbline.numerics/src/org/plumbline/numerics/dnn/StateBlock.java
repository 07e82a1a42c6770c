package org.plumbline.numerics.dnn;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * One native block with all states of a stack, and which state lies where; see {@link ConvolutionPlan}.
 * <p>Segment j covers the layers start(j), ..., end(j) - 1; the last segment has m layers, the first the remainder. States at
 * starts of segments are always kept, the others only for the segment at hand.</p>
 * All places are offsets in floats.
 */
final class StateBlock implements AutoCloseable {

    private final NativeScope scope = new NativeScope();
    private final int depth;
    private final int segment;
    private final int segments;
    private final long slot;
    private final BytePointer block;

    StateBlock(ConvolutionPlan plan) {
        depth = plan.shape().depth();
        segment = plan.segment();
        segments = plan.checkpoints();
        slot = plan.stateBytes() / 4;
        try (PointerScope temporary = new PointerScope()) {
            engine device = scope.own(new engine(dnnl.dnnl_cpu, 0));
            memory owner = scope.own(new memory(Descriptors.vector(plan.slots() * slot), device));
            block = scope.own(new BytePointer(owner.get_data_handle()));
        } catch (RuntimeException | Error failure) {
            scope.close();
            throw failure;
        }
    }

    /** Where offsets count from. */
    BytePointer block() {
        return block;
    }

    int segments() {
        return segments;
    }

    int start(int j) {
        return Math.max(0, depth - (segments - j) * segment);
    }

    int end(int j) {
        return start(j + 1);
    }

    /** The place of h_k while segment j is at hand, start(j) <= k <= end(j). */
    long state(int j, int k) {
        if (k == start(j)) {
            return j * slot;
        }
        if (k == end(j) && j + 1 < segments) {
            return (j + 1) * slot;
        }
        return (segments + (long) k - start(j) - 1) * slot;
    }

    /** The place of the branch sigma(z_k) of a residual layer k while segment j is at hand. */
    long branch(int j, int k) {
        return (segments + (long) segment + k - start(j)) * slot;
    }

    /** The place of the i-th flow of derivatives; they lie behind all states. */
    long flow(int i, boolean residual) {
        return (segments + (residual ? 2L : 1L) * segment + i) * slot;
    }

    @Override
    public void close() {
        scope.close();
    }
}
