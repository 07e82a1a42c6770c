package org.plumbline.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Appends to a {@link LayerSeries}; one process at a time. */
public final class LayerSeriesWriter implements Closeable, Forceable {
    private static final long NONE = -1;
    private static final long MOST_PENDING = 1 << 26;
    private final LayerSeries series;
    private final Object forcing = new Object();
    private final TileFile[] files;
    private final LayerTile tile;
    /** Tails whose tiles are written but not yet forced. */
    private final Map<Long, FrameLog> pending = new TreeMap<>();
    private FrameLog tail;
    private long tiles;
    private long last = NONE;
    private boolean isTailNew;
    private boolean open = true;
    private volatile StoreException forceFailure;

    LayerSeriesWriter(LayerSeries series) throws IOException {
        this.series = series;
        files = series.open(true);
        tile = new LayerTile(series);
        try {
            recover();
        } catch (IOException | RuntimeException e) {
            discard();
            throw e;
        }
    }

    /** Finds the end; see {@link LayerSeries} for what counts. */
    private void recover() throws IOException {
        Map<Long, Path> tails = series.tails();
        tiles = LayerSeries.count(files);
        while (tiles > 0 && !tails.containsKey(tiles - 1) && !isGood(tiles - 1)) {
            tiles--;
        }
        for (Map.Entry<Long, Path> entry : tails.entrySet()) {
            long number = entry.getKey();
            if (tail != null) {
                Files.delete(entry.getValue()); // left by a truncation that was cut off
            } else if (number > tiles) {
                Files.move(entry.getValue(), entry.getValue().resolveSibling(entry.getValue().getFileName() + ".corrupt"),
                        StandardCopyOption.REPLACE_EXISTING);
            } else {
                tile.keep(0);
                FrameLog log = FrameLog.open(entry.getValue(), row(entry.getValue()));
                if (tile.isFull()) {
                    pending.put(number, log);
                    writeTile(number);
                    tiles = Math.max(tiles, number + 1);
                } else {
                    tail = log;
                    tiles = number;
                }
            }
        }
        for (TileFile file : files) {
            file.truncate(tiles);
        }
        last = tiles == 0 ? NONE : steps(tiles - 1)[LayerSeries.TILE - 1];
        if (tail == null) {
            tile.keep(0);
            tail = FrameLog.create(series.tail(tiles));
        }
        isTailNew = true;
        last = tile.count() > 0 ? tile.steps()[tile.count() - 1] : last;
        writeHeaders();
    }

    private Consumer<Frame> row(Path path) {
        return frame -> {
            if (!series.isRow(frame) || tile.isFull() || tile.count() > 0 && frame.step() <= tile.steps()[tile.count() - 1]) {
                throw new UncheckedIOException(new StoreException(path + " holds rows of another series"));
            }
            tile.next().put(frame.payload());
            tile.accept(frame.step());
        };
    }

    private boolean isGood(long number) throws IOException {
        ByteBuffer numbers = files[0].read(number, 0, LayerSeries.TILE * series.rowBytes());
        ByteBuffer stats = files[2].read(number, 0, series.layers() * series.statsBytes());
        boolean good = LayerSeries.steps(files[1].read(number, 0, LayerSeries.STEPS_BYTES)) != null;
        for (int layer = 0; good && layer < series.layers(); layer++) {
            good = series.isGood(numbers, layer * LayerSeries.TILE * series.width(), stats, layer * series.statsBytes());
        }
        return good;
    }

    private long[] steps(long number) throws IOException {
        long[] steps = LayerSeries.steps(files[1].read(number, 0, LayerSeries.STEPS_BYTES));
        if (steps == null) {
            throw new StoreException(files[1].path() + ": damaged, the checksum of tile " + number + " differs");
        }
        return steps;
    }

    /** @return the step of the last row; -1 if there is none */
    public synchronized long lastStep() {
        return last;
    }

    /**
     * Appends a row. It is accepted when this returns: kept in memory until {@link #flush}.
     *
     * @param step   larger than the last one
     * @param values one a layer; the series is of float32. Not modified.
     * @throws StoreException if it was not accepted; what was before is kept, try again later
     */
    public void append(long step, float[] values) throws StoreException {
        check(values.length, !series.isWide());
        append(step, row -> row.asFloatBuffer().put(values));
    }

    /** The same for a series of float64. */
    public void append(long step, double[] values) throws StoreException {
        check(values.length, series.isWide());
        append(step, row -> row.asDoubleBuffer().put(values));
    }

    private void check(int length, boolean type) {
        if (length != series.layers() || !type) {
            throw new IllegalArgumentException("expected " + series.layers() + " numbers of " + series.width() * 8
                    + " bits, got " + length + (type ? "" : " of the other width"));
        }
    }

    private void append(long step, Consumer<ByteBuffer> values) throws StoreException {
        if (mustForce()) {
            force();
        }
        synchronized (this) {
            if (step <= last) {
                throw new IllegalArgumentException("step " + step + " does not come after step " + last);
            }
            if (forceFailure != null) {
                throw forceFailure;
            }
            if (!open) {
                throw new StoreException("cannot append to " + files[0].path() + ": it is closed");
            }
            if (tile.isFull()) {
                seal();
            }
            ByteBuffer row = tile.next();
            values.accept(row);
            tail.append(LayerSeries.ROW, 0, step, row);
            tile.accept(step);
            last = step;
        }
    }

    private synchronized boolean mustForce() {
        return pending.size() > 1 && pending.size() * (long) LayerSeries.TILE * series.rowBytes() > MOST_PENDING;
    }

    private void seal() throws StoreException {
        try {
            tail.flush();
            writeTile(tiles);
            FrameLog next = FrameLog.create(series.tail(tiles + 1));
            pending.put(tiles, tail);
            tail = next;
            isTailNew = true;
            tiles++;
            tile.keep(0);
            writeHeaders();
        } catch (IOException e) {
            throw StoreException.of("append to", files[0].path(), e);
        }
    }

    private void writeTile(long number) throws IOException {
        ByteBuffer numbers = tile.tile();
        files[0].write(number, numbers);
        files[1].write(number, LayerSeries.stepsRecord(tile.steps()));
        files[2].write(number, tile.stats(numbers));
    }

    private void writeHeaders() throws IOException {
        for (TileFile file : files) {
            file.writeHeader(tiles);
        }
    }

    /** Hands all accepted rows to the operating system: from now on a kill of this process does not lose them. */
    public synchronized void flush() throws StoreException {
        if (open) {
            tail.flush();
        }
    }

    @Override
    public void force() throws StoreException {
        synchronized (forcing) {
            FrameLog current;
            boolean isNew;
            Map<Long, FrameLog> done;
            synchronized (this) {
                if (!open) {
                    return;
                }
                current = tail;
                isNew = isTailNew;
                done = new TreeMap<>(pending);
            }
            try {
                if (isNew) {
                    AtomicFile.forceFolder(series.folder());
                }
                current.force();
                for (TileFile file : done.isEmpty() ? new TileFile[0] : files) {
                    file.force(done.keySet().iterator().next());
                }
                synchronized (this) {
                    isTailNew &= current != tail;
                    pending.keySet().removeAll(done.keySet());
                }
                forceFailure = null;
            } catch (IOException e) {
                forceFailure = StoreException.of("make durable", files[0].path(), e);
                throw forceFailure;
            }
            done.forEach((number, log) -> {
                log.discard();
                AtomicFile.deleteQuietly(series.tail(number));
            });
        }
    }

    /**
     * Forgets all rows after a step, as a trial does that goes on from an earlier checkpoint.
     *
     * @throws StoreException if that fails; the series is closed then, and opening it again finds it as it was or truncated
     */
    public void truncateAfter(long step) throws StoreException {
        synchronized (forcing) {
            synchronized (this) {
                try {
                    if (step < last) {
                        cut(step);
                    }
                } catch (IOException e) {
                    discard();
                    throw StoreException.of("truncate", files[0].path(), e);
                } catch (UncheckedIOException e) {
                    discard();
                    throw StoreException.of("truncate", files[0].path(), e.getCause());
                }
            }
        }
    }

    private void cut(long step) throws IOException {
        tail.flush();
        int rows = kept(tile.steps(), tile.count(), step);
        long number = tiles;
        while (rows == 0 && number > 0 && steps(number - 1)[LayerSeries.TILE - 1] > step) {
            number--;
        }
        if (number < tiles) {
            long[] steps = steps(number);
            rows = kept(steps, LayerSeries.TILE, step);
            tile.fill(files[0].read(number, 0, LayerSeries.TILE * series.rowBytes()), steps, rows);
            discardTails();
            writeTail(number, rows);
            tail = null;
            tile.keep(0);
            recover();
        } else {
            tail.truncate((long) rows * (Frame.HEADER + series.rowBytes()));
            tile.keep(rows);
            last = rows > 0 ? tile.steps()[rows - 1] : number > 0 ? steps(number - 1)[LayerSeries.TILE - 1] : NONE;
        }
    }

    private static int kept(long[] steps, int count, long step) {
        int kept = 0;
        while (kept < count && steps[kept] <= step) {
            kept++;
        }
        return kept;
    }

    /** From the moment that this tail has its name, recovery takes it for the end. */
    private void writeTail(long number, int rows) throws IOException {
        AtomicFile.write(series.tail(number), channel -> {
            for (int row = 0; row < rows; row++) {
                ByteBuffer frame = FrameLog.frame(LayerSeries.ROW, 0, tile.steps()[row], tile.row(row));
                while (frame.hasRemaining()) {
                    channel.write(frame);
                }
            }
        });
    }

    private void discardTails() {
        pending.values().forEach(FrameLog::discard);
        pending.clear();
        if (tail != null) {
            tail.discard();
        }
    }

    private synchronized void discard() {
        open = false;
        discardTails();
        LayerSeries.close(files);
    }

    @Override
    public synchronized boolean isOpen() {
        return open;
    }

    /** Forces and closes. If that fails it is closed all the same. */
    @Override
    public void close() throws StoreException {
        try {
            force();
        } finally {
            discard();
        }
    }
}
