package org.plumbline.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The rows of the tile that is being filled, and what is written when it is full. */
final class LayerTile {
    private static final int BLOCK = 16;
    private final LayerSeries series;
    private final ByteBuffer rows;
    private final long[] steps = new long[LayerSeries.TILE];
    private int count;

    LayerTile(LayerSeries series) {
        this.series = series;
        this.rows = buffer(LayerSeries.TILE * series.rowBytes());
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int count() {
        return count;
    }

    boolean isFull() {
        return count == LayerSeries.TILE;
    }

    long[] steps() {
        return steps;
    }

    /** Leaves so many rows. */
    void keep(int rowsKept) {
        count = rowsKept;
    }

    /** @return the place of the next row, to be filled; it counts after {@link #accept} */
    ByteBuffer next() {
        return rows.slice(count * series.rowBytes(), series.rowBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    void accept(long step) {
        steps[count++] = step;
    }

    ByteBuffer row(int row) {
        return rows.slice(row * series.rowBytes(), series.rowBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @return layer after layer, 64 numbers each */
    ByteBuffer tile() {
        ByteBuffer tile = buffer(rows.capacity());
        transpose(rows, LayerSeries.TILE, series.layers(), tile);
        return tile;
    }

    /** Takes the rows back from a tile. */
    void fill(ByteBuffer tile, long[] tileSteps, int rowsKept) {
        transpose(tile, series.layers(), LayerSeries.TILE, rows);
        System.arraycopy(tileSteps, 0, steps, 0, rowsKept);
        count = rowsKept;
    }

    /** In blocks, so that each cache line is used whole. */
    private void transpose(ByteBuffer from, int height, int breadth, ByteBuffer to) {
        for (int top = 0; top < height; top += BLOCK) {
            int bottom = Math.min(height, top + BLOCK);
            for (int i = 0; i < breadth; i++) {
                for (int j = top; j < bottom; j++) {
                    if (series.isWide()) {
                        to.putLong((i * height + j) * Long.BYTES, from.getLong((j * breadth + i) * Long.BYTES));
                    } else {
                        to.putInt((i * height + j) * Integer.BYTES, from.getInt((j * breadth + i) * Integer.BYTES));
                    }
                }
            }
        }
    }

    /** @return min, max, mean and checksum of each layer of a tile */
    ByteBuffer stats(ByteBuffer tile) {
        int width = series.width();
        ByteBuffer stats = buffer(series.layers() * series.statsBytes());
        for (int layer = 0; layer < series.layers(); layer++) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            double sum = 0;
            for (int i = layer * LayerSeries.TILE; i < (layer + 1) * LayerSeries.TILE; i++) {
                double value = series.number(tile, i);
                min = Math.min(min, value);
                max = Math.max(max, value);
                sum += value;
            }
            int at = layer * series.statsBytes();
            put(stats, at, min);
            put(stats, at + width, max);
            put(stats, at + 2 * width, sum / LayerSeries.TILE);
            long crc = LayerSeries.crc(tile, layer * LayerSeries.TILE * width, LayerSeries.TILE * width, stats, at, 3 * width);
            if (series.isWide()) {
                stats.putLong(at + 3 * width, crc);
            } else {
                stats.putInt(at + 3 * width, (int) crc);
            }
        }
        return stats;
    }

    private void put(ByteBuffer stats, int at, double value) {
        if (series.isWide()) {
            stats.putDouble(at, value);
        } else {
            stats.putFloat(at, (float) value);
        }
    }
}
