package org.plumbline.numerics.dnn;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.bytedeco.javacpp.PointerScope;

/**
 * The memory of a {@link ConvolutionStack}, known before anything is allocated.
 * <p>The last m layers keep their states; the others keep one state in m and compute the rest again when a derivative needs
 * them. Slots: J = ceil(L / m) checkpoints, m states of the segment at hand, for a residual stack m branches beside them, and
 * two flows of derivatives (three if residual). m is the largest that the limit allows: m = L, nothing computed twice, if all
 * states fit; otherwise L - m layers are computed twice. The least memory, m near sqrt(L), needs about 2 sqrt(L) states.</p>
 * Source: the segments are those of Chen et al., "Training deep nets with sublinear memory cost", arXiv:1604.06174, section 3.
 *
 * @param shape      the stack
 * @param batch      largest batch
 * @param segment    m in [1, L]
 * @param stateBytes one state of the whole batch, with its padding, bytes
 * @param fixedBytes all that does not depend on the depth: staging, one layer's weights, scratch memory, bytes
 * @param kernels    the library's names of its forward, backward-data and backward-weights kernels
 */
public record ConvolutionPlan(ConvolutionShape shape, int batch, int segment, long stateBytes, long fixedBytes,
        List<String> kernels) {

    /**
     * Checks the segment.
     *
     * @throws IllegalArgumentException if the segment is not in [1, L]
     */
    public ConvolutionPlan {
        if (segment < 1 || segment > shape.depth()) {
            throw new IllegalArgumentException(
                    "convolution stack: segment must lie in [1, " + shape.depth() + "], got " + segment);
        }
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
            int segment = largestSegment(shape, slots);
            if (segment == 0) {
                throw new IllegalArgumentException(refusal(shape, batch, limit, fixed, state, slots));
            }
            return new ConvolutionPlan(shape, batch, segment, state, fixed, probe.descriptors.kernels());
        }
    }

    /** The largest m with J + c m slots at most, or 0; the count falls and then rises with m, so the search starts high. */
    private static int largestSegment(ConvolutionShape shape, long slots) {
        for (long m = Math.min(shape.depth(), slots / copies(shape)); m >= 1; m--) {
            if (checkpoints(shape.depth(), m) + copies(shape) * m <= slots) {
                return (int) m;
            }
        }
        return 0;
    }

    /** The largest depth that slots hold: the maximum of m (slots - c m). */
    private static long largestDepth(ConvolutionShape shape, long slots) {
        if (slots < 1L + copies(shape)) {
            return 0;
        }
        long m = slots / (2L * copies(shape));
        long depth = m * (slots - copies(shape) * m);
        return Math.max(depth, (m + 1) * (slots - copies(shape) * (m + 1)));
    }

    private static String refusal(ConvolutionShape shape, int batch, long limit, long fixed, long state, long slots) {
        long depth = largestDepth(shape, slots);
        return "convolution stack: depth %d with %d channels, %d x %d, batch %d does not fit into %s (%s fixed, %s a state): %s"
                .formatted(shape.depth(), shape.channels(), shape.height(), shape.width(), batch, size(limit),
                        size(fixed), size(state),
                        depth < 1 ? "not even depth 1 would" : "the largest depth that would is " + depth);
    }

    private static String size(long bytes) {
        return bytes < 1 << 20 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f MiB", bytes / (1024.0 * 1024));
    }

    private static long checkpoints(long depth, long segment) {
        return (depth + segment - 1) / segment;
    }

    private static int copies(ConvolutionShape shape) {
        return shape.residual().isPresent() ? 2 : 1;
    }

    private static int flows(ConvolutionShape shape) {
        return shape.residual().isPresent() ? 3 : 2;
    }

    /** Returns J, the number of checkpoints, h_0 among them. */
    public int checkpoints() {
        return (int) checkpoints(shape.depth(), segment);
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

    /** Returns the number of layers whose states a backward pass computes again. */
    public int recomputedLayers() {
        return shape.depth() - segment;
    }

    @Override
    public String toString() {
        return "%d layers, %d channels, %d x %d, batch %d: %s native, %s parameters and gradients, %d layers computed twice, kernels %s"
                .formatted(shape.depth(), shape.channels(), shape.height(), shape.width(), batch, size(nativeBytes()),
                        size(parameterBytes()), recomputedLayers(), kernels);
    }
}
