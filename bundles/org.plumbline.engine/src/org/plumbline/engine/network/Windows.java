package org.plumbline.engine.network;

/**
 * The windows that a kernel sees of images [channels, height, width], or of sequences [channels, length], which count as
 * images of height 1.
 *
 * @param channels number of channels
 * @param height   of an image; 1 for a sequence
 * @param width    of an image, or length of a sequence
 * @param kernel   extents of a window, downwards and to the right
 * @param stride   distance of two windows in both directions
 * @param padding  rows and columns added at each side
 * @param circular whether what is added continues the image periodically; else it is zero
 * @param flat     whether the input is a sequence
 */
record Windows(int channels, int height, int width, Extent kernel, int stride, Extent padding, boolean circular, boolean flat) {

    /** A number for each of the two directions. */
    record Extent(int down, int right) {
    }

    /**
     * @param layer    what to name in messages
     * @param input    [C, H, W] or [C, W]
     * @param size     extent of the windows, in each direction that the input has
     * @param padding  entries added at each side, in each direction that the input has
     * @param wanted   number of axes of the input, or 0: either
     * @throws ShapeException if the input has other axes or is smaller than a window
     */
    static Windows of(String layer, Shape input, int size, int stride, int padding, boolean circular, int wanted) {
        int rank = input.rank();
        if (rank < 2 || rank > 3 || wanted != 0 && rank != wanted) {
            String expected = wanted == 2 ? "[channels, length]" : wanted == 3 ? "[channels, height, width]"
                    : "[channels, height, width] or [channels, length]";
            throw new ShapeException(layer + ": expected an input " + expected + ", got shape " + input);
        }
        boolean flat = rank == 2;
        Windows windows = new Windows(input.extent(0), flat ? 1 : input.extent(1), input.extent(rank - 1),
                new Extent(flat ? 1 : size, size), stride, new Extent(flat ? 0 : padding, padding), circular, flat);
        if (windows.height + 2 * windows.padding.down < windows.kernel.down || windows.width + 2 * padding < size) {
            throw new ShapeException(layer + ": a window of " + size + " does not fit into the input " + input
                    + (padding == 0 ? "" : " with " + padding + " added at each side"));
        }
        return windows;
    }

    int rows() {
        return flat ? 1 : (height + 2 * padding.down - kernel.down) / stride + 1;
    }

    int columns() {
        return (width + 2 * padding.right - kernel.right) / stride + 1;
    }

    /** @return number of windows of one channel */
    int count() {
        return rows() * columns();
    }

    /** @return number of entries in a window of one channel */
    int area() {
        return kernel.down * kernel.right;
    }

    Shape input() {
        return flat ? Shape.of(channels, width) : Shape.of(channels, height, width);
    }

    /** @return an output of so many channels with one entry for each window */
    Shape output(int outputs) {
        return flat ? Shape.of(outputs, columns()) : Shape.of(outputs, rows(), columns());
    }

    /** @return the entries of all windows as [windows, channels, entries of a window] */
    Gather patches() {
        int[] index = new int[count() * channels * area()];
        int next = 0;
        for (int p = 0; p < count(); p++) {
            for (int c = 0; c < channels; c++) {
                for (int k = 0; k < area(); k++) {
                    index[next++] = place(c, p, k);
                }
            }
        }
        return new Gather(index, 1, 1, input(), Shape.of(count(), channels, area()));
    }

    /** @return the places [channels, windows, entries of a window] */
    int[] places() {
        int[] index = new int[channels * count() * area()];
        for (int i = 0; i < index.length; i++) {
            index[i] = place(i / area() / count(), i / area() % count(), i % area());
        }
        return index;
    }

    /** @return where entry k of window p of channel c lies in one example; -1 if it is an added zero */
    private int place(int c, int p, int k) {
        int y = p / columns() * stride - padding.down + k / kernel.right;
        int x = p % columns() * stride - padding.right + k % kernel.right;
        if (circular) {
            y = Math.floorMod(y, height);
            x = Math.floorMod(x, width);
        }
        return y < 0 || y >= height || x < 0 || x >= width ? -1 : (c * height + y) * width + x;
    }
}
