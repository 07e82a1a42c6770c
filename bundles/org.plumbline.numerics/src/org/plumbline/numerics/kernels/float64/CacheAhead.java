// Generated from CacheAhead.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

/**
 * Reads one entry of each cache line that the layers of a segment are about to use.
 * <p>A layer of a narrow stack needs less than a kilobyte of parameters, too little at a time for the processor to fetch ahead:
 * each layer waits for memory once or twice, a tenth of a microsecond each, as long as a third of its arithmetic. Read in one
 * sweep they come at the memory's bandwidth, ten times as fast. It changes no value.</p>
 */
final class CacheAhead {

    /** Entries of a line of 64 bytes; with longer lines some are read twice. */
    private static final int LINE = 64 / Double.BYTES;
    /** More would push each other out of a second-level cache of 1 MiB. */
    private static final long MOST = (1 << 19) / Double.BYTES;

    private final StackMemory memory;
    /** Keeps the compiler from dropping the reads. */
    private long seen;

    CacheAhead(StackMemory memory) {
        this.memory = memory;
    }

    /** Fetches the parameters of a segment, or the places of their gradients. */
    void parameters(double[] array, int firstLayer) {
        int layers = memory.endOf(firstLayer) - firstLayer;
        int width = memory.width;
        if ((long) layers * width * width <= MOST) {
            sweep(array, memory.weightsAt(firstLayer), layers * width * width);
            if (memory.shape.bias()) {
                sweep(array, memory.biasAt(firstLayer), layers * width);
            }
        }
    }

    /** Fetches the places of the activations of the segment that is there. */
    void activations(int firstLayer) {
        long count = (long) (memory.endOf(firstLayer) - firstLayer) * memory.rows * memory.width;
        if (memory.allActivations && count <= MOST) {
            sweep(memory.activations, firstLayer * memory.rows * memory.width, (int) count);
        }
    }

    private void sweep(double[] array, int from, int count) {
        long bits = 0;
        for (int i = from; i < from + count; i += LINE) {
            bits |= Double.doubleToRawLongBits(array[i]);
        }
        seen = bits;
    }

    /** Returns what the last sweep saw: of no use but to keep it. */
    long seen() {
        return seen;
    }
}
