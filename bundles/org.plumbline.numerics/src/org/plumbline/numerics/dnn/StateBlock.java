package org.plumbline.numerics.dnn;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * One native block with all states of a stack, and which state lies where; see {@link ConvolutionPlan}.
 * <p>Segment j covers the layers start(j), ..., end(j) - 1. States before groups are always kept, those before segments for
 * the group at hand, the others for the segment at hand; see {@link Segmentation}.</p>
 * All places are offsets in floats.
 */
final class StateBlock implements AutoCloseable {

    private final NativeScope scope = new NativeScope();
    private final Segmentation cut;
    private final int segment;
    private final int checkpoints;
    private final long slot;
    private final BytePointer block;

    StateBlock(ConvolutionPlan plan) {
        cut = plan.segmentation();
        segment = plan.segment();
        checkpoints = plan.checkpoints();
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
        return cut.segments();
    }

    int start(int j) {
        return cut.start(j);
    }

    int end(int j) {
        return cut.start(j + 1);
    }

    int group(int j) {
        return cut.groupOf(j);
    }

    /** The first segment of the group of segment j. */
    int first(int j) {
        return cut.first(cut.groupOf(j));
    }

    private long checkpoint(int j) {
        int g = cut.groupOf(j);
        int inside = j - cut.first(g);
        return (inside == 0 ? g : cut.groups() + inside - 1L) * slot;
    }

    /** The place of h_k while segment j is at hand, start(j) <= k <= end(j). */
    long state(int j, int k) {
        if (k == start(j)) {
            return checkpoint(j);
        }
        if (k == end(j) && j + 1 < segments()) {
            return checkpoint(j + 1);
        }
        return (checkpoints + (long) k - start(j) - 1) * slot;
    }

    /** The place of the branch sigma(z_k) of a residual layer k while segment j is at hand. */
    long branch(int j, int k) {
        return (checkpoints + (long) segment + k - start(j)) * slot;
    }

    /** The place of the i-th flow of derivatives; they lie behind all states. */
    long flow(int i, boolean residual) {
        return (checkpoints + (residual ? 2L : 1L) * segment + i) * slot;
    }

    @Override
    public void close() {
        scope.close();
    }
}
