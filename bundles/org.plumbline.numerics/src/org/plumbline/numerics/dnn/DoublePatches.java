package org.plumbline.numerics.dnn;

import java.util.Arrays;

/**
 * Images with a border, their channels not padded: what convolutions read.
 *
 * @param channels C
 * @param height   rows without the border
 * @param width    columns without the border
 * @param pitch    numbers of a pixel where images are kept
 * @param rows     rows of the border above and below
 * @param columns  columns of the border left and right
 * @param circular whether the border continues the image periodically, else it is 0
 */
record DoublePatches(int channels, int height, int width, int pitch, int rows, int columns, boolean circular) {

    int rowLength() {
        return (width + 2 * columns) * channels;
    }

    int length() {
        return (height + 2 * rows) * rowLength();
    }

    /** to <- the image from an index on, with its border. */
    void fill(double[] from, int at, double[] to) {
        for (int y = 0; y < height + 2 * rows; y++) {
            int start = y * rowLength();
            int source = y - rows;
            if (!circular && (source < 0 || source >= height)) {
                Arrays.fill(to, start, start + rowLength(), 0);
                continue;
            }
            int row = at + Math.floorMod(source, height) * width * pitch;
            int inside = start + columns * channels;
            if (channels == pitch) {
                System.arraycopy(from, row, to, inside, width * channels);
            } else {
                for (int x = 0; x < width; x++) {
                    for (int c = 0; c < channels; c++) {
                        to[inside + x * channels + c] = from[row + x * pitch + c];
                    }
                }
            }
            border(to, start);
        }
    }

    private void border(double[] to, int start) {
        int behind = (columns + width) * channels;
        if (!circular) {
            Arrays.fill(to, start, start + columns * channels, 0);
            Arrays.fill(to, start + behind, start + rowLength(), 0);
            return;
        }
        System.arraycopy(to, start + width * channels, to, start, columns * channels);
        System.arraycopy(to, start + columns * channels, to, start + behind, columns * channels);
    }

    /** to += the image without its border, which is added where it came from; from has the pitch of kept images. */
    void fold(double[] from, double[] to, int at) {
        for (int y = 0; y < height + 2 * rows; y++) {
            int row = y - rows;
            if (!circular && (row < 0 || row >= height)) {
                continue;
            }
            for (int x = 0; x < width + 2 * columns; x++) {
                int column = x - columns;
                if (!circular && (column < 0 || column >= width)) {
                    continue;
                }
                int source = (y * (width + 2 * columns) + x) * pitch;
                int target = at + (Math.floorMod(row, height) * width + Math.floorMod(column, width)) * pitch;
                for (int c = 0; c < pitch; c++) {
                    to[target + c] += from[source + c];
                }
            }
        }
    }

    /** Length of an image with border whose pixels are padded. */
    int paddedLength() {
        return (height + 2 * rows) * (width + 2 * columns) * pitch;
    }
}
