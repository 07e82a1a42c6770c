package org.plumbline.numerics.dnn;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.bytedeco.javacpp.PointerScope;

/**
 * The memory of a {@link ConvolutionStack}, known before anything is allocated.
 * <p>The layers are cut into segments of m, and p of these are a group. Slots: a state before each group, p - 1 before the
 * segments of the group at hand, m states of the segment at hand, for a residual stack m branches beside them, and two flows of
 * derivatives (three if residual). All other states are computed again when a derivative needs them. With p = 1 m is the largest
 * that the limit allows: m = L, nothing computed twice, if all states fit; otherwise L - m layers are computed twice, down to
 * about 2 sqrt(L) states. Below that p > 1, and layers are computed up to three times, down to about 3 L^(1/3) states.</p>
 * Source: the segments are those of Chen et al., "Training deep nets with sublinear memory cost", arXiv:1604.06174, section 3.
 *
 * @param shape      the stack
 * @param batch      largest batch
 * @param segment    m in [1, L]
 * @param group      p >= 1
 * @param stateBytes one state of the whole batch, with its padding, bytes
 * @param fixedBytes all that does not depend on the depth: staging, one layer's weights, scratch memory, bytes
 * @param kernels    the library's names of its forward, backward-data and backward-weights kernels
 */
public record ConvolutionPlan(ConvolutionShape shape, int batch, int segment, int group, long stateBytes, long fixedBytes,
        List<String> kernels) {

    /**
     * Checks the segments.
     *
     * @throws IllegalArgumentException if the segment is not in [1, L] or the group below 1
     */
    public ConvolutionPlan {
        new Segmentation(shape.depth(), segment, group);
        kernels = List.copyOf(kernels);
    }

    /**
     * Plans a stack for a memory limit.
     *
     * @param shape the stack
     * @param batch largest batch, >= 1
     * @param limit native memory that may be used, bytes
     * @return the plan with the fewest layers computed twice
     * @throws IllegalArgumentException if no plan fits; the message names the largest depth that would
     * @throws IllegalStateException    if OpenMP would use more than one thread
     * @throws org.plumbline.nd4j.BackendException if oneDNN is not installed for this platform
     */
    public static ConvolutionPlan of(ConvolutionShape shape, int batch, long limit) {
        Objects.requireNonNull(shape, "shape");
        if (batch < 1) {
            throw new IllegalArgumentException("convolution stack: batch must be >= 1, got " + batch);
        }
        if ((long) batch * shape.imageSize() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("convolution stack: batch %d of images with %d numbers does not fit into one array"
                    .formatted(batch, shape.imageSize()));
        }
        try (Workspace probe = new Workspace(shape, batch, false); PointerScope temporary = new PointerScope()) {
            long state = 4 * probe.stateFloats();
            long fixed = probe.fixedBytes();
            long slots = Math.max(0, (limit - fixed) / state) - flows(shape);
            Segmentation found = Segmentation.within(shape.depth(), copies(shape), slots)
                    .orElseThrow(() -> new IllegalArgumentException(refusal(shape, batch, limit, fixed, state, slots)));
            return new ConvolutionPlan(shape, batch, found.segment(), found.group(), state, fixed, probe.descriptors.kernels());
        }
    }

    /**
     * Returns the bounds of the native memory of a stack: the least that any plan takes, and that of the plan which computes
     * nothing twice; bytes.
     *
     * @throws IllegalStateException    if OpenMP would use more than one thread
     * @throws org.plumbline.nd4j.BackendException if oneDNN is not installed for this platform
     */
    public static long[] bounds(ConvolutionShape shape, int batch) {
        try (Workspace probe = new Workspace(shape, batch, false); PointerScope temporary = new PointerScope()) {
            long state = 4 * probe.stateFloats();
            long fixed = probe.fixedBytes() + flows(shape) * state;
            long all = 1 + (long) copies(shape) * shape.depth();
            return new long[] {fixed + Segmentation.fewestSlots(shape.depth(), copies(shape)) * state, fixed + all * state};
        }
    }

    private static String refusal(ConvolutionShape shape, int batch, long limit, long fixed, long state, long slots) {
        long depth = Segmentation.largestDepth(copies(shape), slots);
        return "convolution stack: depth %d with %d channels, %d x %d, batch %d does not fit into %s (%s fixed, %s a state): %s"
                .formatted(shape.depth(), shape.channels(), shape.height(), shape.width(), batch, size(limit),
                        size(fixed), size(state),
                        depth < 1 ? "not even depth 1 would" : "the largest depth that would is " + depth);
    }

    private static String size(long bytes) {
        return bytes < 1 << 20 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f MiB", bytes / (1024.0 * 1024));
    }

    Segmentation segmentation() {
        return new Segmentation(shape.depth(), segment, group);
    }

    private static int copies(ConvolutionShape shape) {
        return shape.residual().isPresent() ? 2 : 1;
    }

    private static int flows(ConvolutionShape shape) {
        return shape.residual().isPresent() ? 3 : 2;
    }

    /** Returns the number of states kept before groups and segments, h_0 among them. */
    public int checkpoints() {
        return segmentation().checkpoints();
    }

    /** Returns the number of states that are kept. */
    public long slots() {
        return checkpoints() + (long) copies(shape) * segment + flows(shape);
    }

    /** Returns the native memory of the stack, bytes; allocated at once, except the library's generated code. */
    public long nativeBytes() {
        return fixedBytes + slots() * stateBytes;
    }

    /** Returns the caller's arrays beside it: parameters and gradients, bytes. */
    public long parameterBytes() {
        return 8L * (shape.weightCount() + (long) shape.biasCount());
    }

    /** Returns the number of layers that a backward pass computes again, those computed twice again counted twice. */
    public long recomputedLayers() {
        return segmentation().recomputed();
    }

    @Override
    public String toString() {
        return "%d layers, %d channels, %d x %d, batch %d: %s native, %s parameters and gradients, %d layers computed again, kernels %s"
                .formatted(shape.depth(), shape.channels(), shape.height(), shape.width(), batch, size(nativeBytes()),
                        size(parameterBytes()), recomputedLayers(), kernels);
    }
}
