package org.plumbline.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a {@link LayerSeries}, also while another process appends to it; takes no lock. Shows the rows that were there at the last
 * {@link #refresh}. What is damaged is an error that names file, tile and layer. Not for several threads at once.
 */
public final class LayerSeriesReader implements Closeable {
    private static final int TRIES = 5;
    private final LayerSeries series;
    private final TileFile[] files;
    private long[] steps = {};
    private long tiles;
    private List<ByteBuffer> tail = List.of();

    /**
     * What a layer does within a tile.
     *
     * @param first step of the first row
     * @param last  step of the last row
     * @param min   smallest value; NaN if one is
     * @param max   largest value; NaN if one is
     * @param mean  over the rows
     */
    public record Summary(long first, long last, double min, double max, double mean) {
    }

    LayerSeriesReader(LayerSeries series) throws IOException {
        this.series = series;
        this.files = series.open(false);
        try {
            refresh();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    public int layers() {
        return series.layers();
    }

    /** @return the steps of all rows, increasing; a copy */
    public long[] steps() {
        return steps.clone();
    }

    /** Looks again what is there. A tail that is sealed meanwhile makes it look once more. */
    public void refresh() throws StoreException {
        try {
            for (int tries = 1; !look(); tries++) {
                if (tries == TRIES) {
                    throw new StoreException(files[0].path() + ": its tail changes faster than it can be read, or is missing");
                }
            }
        } catch (IOException e) {
            throw StoreException.of("read", files[0].path(), e);
        }
    }

    /** @return false if a tail was sealed and deleted between two looks */
    private boolean look() throws IOException {
        long count = LayerSeries.count(files);
        List<ByteBuffer> rows = new ArrayList<>();
        List<Long> rowSteps = new ArrayList<>();
        for (long number = count; rows.size() % LayerSeries.TILE == 0; number++) {
            if (!readTail(series.tail(number), rows, rowSteps)) {
                break;
            }
            if (rows.size() < (number - count + 1) * LayerSeries.TILE) {
                break;
            }
        }
        if (LayerSeries.count(files) != count && rows.isEmpty()) {
            return false;
        }
        long[] found = Arrays.copyOf(steps, Math.toIntExact(count * LayerSeries.TILE + rows.size()));
        for (long number = Math.min(tiles, count); number < count; number++) {
            long[] sealed = LayerSeries.steps(files[1].read(number, 0, LayerSeries.STEPS_BYTES));
            if (sealed == null) {
                throw new StoreException(files[1].path() + ": damaged, the checksum of tile " + number + " differs");
            }
            System.arraycopy(sealed, 0, found, (int) number * LayerSeries.TILE, LayerSeries.TILE);
        }
        for (int i = 0; i < rows.size(); i++) {
            found[(int) count * LayerSeries.TILE + i] = rowSteps.get(i);
        }
        steps = found;
        tiles = count;
        tail = rows;
        return true;
    }

    /** @return false if there is no such tail */
    private boolean readTail(Path path, List<ByteBuffer> rows, List<Long> rowSteps) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            new FrameScanner(channel).scan(0, frame -> {
                if (series.isRow(frame)) {
                    rows.add(ByteBuffer.allocate(series.rowBytes()).put(frame.payload()).flip().order(ByteOrder.LITTLE_ENDIAN));
                    rowSteps.add(frame.step());
                }
            });
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /**
     * @param row 0 to the number of steps - 1
     * @return all layers at that row
     */
    public double[] row(int row) throws StoreException {
        double[] values = new double[series.layers()];
        if (row >= tiles * LayerSeries.TILE) {
            ByteBuffer numbers = tail.get(row - (int) tiles * LayerSeries.TILE);
            Arrays.setAll(values, layer -> series.number(numbers, layer));
            return values;
        }
        try {
            int number = row / LayerSeries.TILE;
            ByteBuffer numbers = files[0].read(number, 0, LayerSeries.TILE * series.rowBytes());
            ByteBuffer stats = files[2].read(number, 0, series.layers() * series.statsBytes());
            for (int layer = 0; layer < values.length; layer++) {
                check(number, layer, numbers, layer * LayerSeries.TILE * series.width(), stats, layer * series.statsBytes());
                values[layer] = series.number(numbers, layer * LayerSeries.TILE + row % LayerSeries.TILE);
            }
            return values;
        } catch (IOException e) {
            throw StoreException.of("read", files[0].path(), e);
        }
    }

    /**
     * @param layer 0 to the number of layers - 1
     * @return its values at all steps
     */
    public double[] layer(int layer) throws StoreException {
        double[] values = new double[steps.length];
        try {
            for (int number = 0; number < tiles; number++) {
                ByteBuffer stats = stats(number, layer);
                ByteBuffer numbers = files[0].read(number, (long) layer * LayerSeries.TILE * series.width(),
                        LayerSeries.TILE * series.width());
                check(number, layer, numbers, 0, stats, 0);
                for (int i = 0; i < LayerSeries.TILE; i++) {
                    values[number * LayerSeries.TILE + i] = series.number(numbers, i);
                }
            }
        } catch (IOException e) {
            throw StoreException.of("read", files[0].path(), e);
        }
        for (int i = 0; i < tail.size(); i++) {
            values[(int) tiles * LayerSeries.TILE + i] = series.number(tail.get(i), layer);
        }
        return values;
    }

    /** @return a summary of each tile of 64 rows, and of the rows after the last: a plot of many steps needs no more */
    public List<Summary> summaries(int layer) throws StoreException {
        List<Summary> summaries = new ArrayList<>();
        try {
            for (int number = 0; number < tiles; number++) {
                ByteBuffer stats = stats(number, layer);
                int first = number * LayerSeries.TILE;
                summaries.add(new Summary(steps[first], steps[first + LayerSeries.TILE - 1], series.number(stats, 0),
                        series.number(stats, 1), series.number(stats, 2)));
            }
        } catch (IOException e) {
            throw StoreException.of("read", files[2].path(), e);
        }
        if (!tail.isEmpty()) {
            double[] values = tail.stream().mapToDouble(row -> series.number(row, layer)).toArray();
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            summaries.add(new Summary(steps[(int) tiles * LayerSeries.TILE], steps[steps.length - 1],
                    Arrays.stream(values).reduce(Double.POSITIVE_INFINITY, Math::min),
                    Arrays.stream(values).reduce(Double.NEGATIVE_INFINITY, Math::max), sum / values.length));
        }
        return summaries;
    }

    private ByteBuffer stats(int number, int layer) throws IOException {
        return files[2].read(number, (long) layer * series.statsBytes(), series.statsBytes());
    }

    private void check(int number, int layer, ByteBuffer numbers, int offset, ByteBuffer stats, int statsOffset)
            throws StoreException {
        if (!series.isGood(numbers, offset, stats, statsOffset)) {
            throw new StoreException(files[0].path() + ": damaged, the checksum of layer " + layer + " in tile " + number
                    + " differs");
        }
    }

    @Override
    public void close() {
        LayerSeries.close(files);
    }
}
