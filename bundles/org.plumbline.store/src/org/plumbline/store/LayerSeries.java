package org.plumbline.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * One number a layer at each recorded step, in files that grow while they are read. 64 rows (recorded steps) make a tile.
 *
 * <pre>
 * NAME.npy           (tiles, layers, 64) little-endian float32 or float64: the rows of a tile lie together for each layer
 * NAME.steps.npy     (tiles,) of a structure: steps, 64 int64, the step of each row, increasing; crc32c, uint64, of those 512 bytes
 * NAME.stats.npy     (tiles, layers) of a structure: min, max, mean over the 64 rows (NaN if one is), of the series' type;
 *                    crc32c of the layer's 64 numbers and of those three, uint32 for float32, uint64 for float64
 * NAME.tail.NNNNNN   the rows of tile N, which is not full yet or not yet durable: a {@link FrameLog} of one frame a row, type 1,
 *                    the row's numbers as payload
 * </pre>
 *
 * Each NPY header fills 4096 bytes and is rewritten in place; the number of tiles is what the file sizes say, the header may be
 * behind. In numpy all rows but those of the last tails are
 * {@code np.load("NAME.npy", mmap_mode="r")[:, layer, :].reshape(-1)} at {@code np.load("NAME.steps.npy")["steps"].reshape(-1)}.
 * <p>
 * A tile is sealed in this order: tile, steps, stats, next tail, headers; the old tail is deleted after the tile was forced. Where
 * a full tail is there the tile is written again from it, where one that is not full is there it is the end of the series.
 * </p>
 */
public final class LayerSeries {
    /** Rows of a tile. */
    public static final int TILE = 64;
    static final int ROW = 1;
    static final String STEPS_DESCR = "[('steps', '<i8', (64,)), ('crc32c', '<u8')]";
    static final int STEPS_BYTES = (TILE + 1) * Long.BYTES;
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '<f([48])', 'fortran_order': False, 'shape': \\([0-9]{1,18}, ([0-9]{1,9}), 64\\), \\}");
    private final Path folder;
    private final String name;
    private final int layers;
    private final boolean wide;

    private LayerSeries(Path folder, String name, int layers, boolean wide) {
        this.folder = folder;
        this.name = name;
        this.layers = layers;
        this.wide = wide;
    }

    /**
     * Opens a series to append to; makes it if it is not there, and the folder.
     *
     * @param name   file name without ending: letters, digits, - and _
     * @param layers numbers in a row, at least 1
     * @param type   float32 or float64
     * @throws StoreException if it cannot be written, or is there with other layers or another type
     */
    public static LayerSeriesWriter write(Path folder, String name, int layers, NpyFormat.Type type) throws StoreException {
        boolean wide = type == NpyFormat.Type.FLOAT64;
        if (!name.matches("[A-Za-z0-9_-]{1,100}") || layers < 1 || layers > Frame.MAX_PAYLOAD / (wide ? 8 : 4)
                || type == NpyFormat.Type.UINT8) {
            throw new IllegalArgumentException("no layer series: '" + name + "', " + layers + " layers, " + type);
        }
        try {
            AtomicFile.makeFolders(folder);
            return new LayerSeriesWriter(new LayerSeries(folder, name, layers, wide));
        } catch (IOException e) {
            throw StoreException.of("open series " + name + " in", folder, e);
        } catch (UncheckedIOException e) {
            throw StoreException.of("open series " + name + " in", folder, e.getCause());
        }
    }

    /** @throws StoreException if there is no such series, or something else under its name */
    public static LayerSeriesReader read(Path folder, String name) throws StoreException {
        Path file = folder.resolve(name + ".npy");
        try {
            SolidFile solid = SolidFile.openReading(file);
            Matcher header;
            try {
                header = HEADER.matcher(TileFile.header(solid));
            } finally {
                solid.close();
            }
            boolean wide = header.matches() && header.group(1).equals("8");
            int layers = header.matches() ? Integer.parseInt(header.group(2)) : 0;
            if (layers < 1 || layers > Frame.MAX_PAYLOAD / (wide ? 8 : 4)) {
                throw new StoreException(file + ": damaged, or no layer series");
            }
            return new LayerSeriesReader(new LayerSeries(folder, name, layers, wide));
        } catch (IOException e) {
            throw StoreException.of("read", file, e);
        }
    }

    Path folder() {
        return folder;
    }

    int layers() {
        return layers;
    }

    boolean isWide() {
        return wide;
    }

    int width() {
        return wide ? Double.BYTES : Float.BYTES;
    }

    int rowBytes() {
        return layers * width();
    }

    boolean isRow(Frame frame) {
        return frame.type() == ROW && frame.payload().capacity() == rowBytes();
    }

    int statsBytes() {
        return 4 * width();
    }

    private interface Opening {
        TileFile open(Path path, String descr, String extents, long bytes) throws IOException;
    }

    /** @return the three files, to write or to read */
    TileFile[] open(boolean writing) throws IOException {
        Opening opening = writing ? TileFile::write : TileFile::read;
        String letter = wide ? "8" : "4";
        String three = Stream.of("min", "max", "mean").map(s -> "('" + s + "', '<f" + letter + "'), ").reduce("", String::concat);
        TileFile[] files = new TileFile[3];
        try {
            files[0] = opening.open(folder.resolve(name + ".npy"), "'<f" + letter + "'", ", " + layers + ", " + TILE,
                    (long) TILE * rowBytes());
            files[1] = opening.open(folder.resolve(name + ".steps.npy"), STEPS_DESCR, "", STEPS_BYTES);
            files[2] = opening.open(folder.resolve(name + ".stats.npy"), "[" + three + "('crc32c', '<u" + letter + "')]",
                    ", " + layers, (long) layers * statsBytes());
            return files;
        } catch (IOException e) {
            close(files);
            throw e;
        }
    }

    static void close(TileFile[] files) {
        for (TileFile file : files) {
            try {
                if (file != null) {
                    file.close();
                }
            } catch (IOException e) {
                // nothing is lost: what was written is in the file
            }
        }
    }

    /** @return how many tiles all three files have */
    static long count(TileFile[] files) throws IOException {
        return Math.min(files[0].count(), Math.min(files[1].count(), files[2].count()));
    }

    Path tail(long tile) {
        return folder.resolve(String.format("%s.tail.%06d", name, tile));
    }

    /** @return tile to file of the tails that are there */
    SortedMap<Long, Path> tails() throws IOException {
        Pattern pattern = Pattern.compile(Pattern.quote(name) + "\\.tail\\.([0-9]{6,12})");
        SortedMap<Long, Path> tails = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Matcher matcher = pattern.matcher(file.getFileName().toString());
                if (matcher.matches()) {
                    tails.put(Long.parseLong(matcher.group(1)), file);
                }
            }
            return tails;
        } catch (NoSuchFileException e) {
            return tails;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** @return the steps of a tile as they stand in their record */
    static ByteBuffer stepsRecord(long[] steps) {
        ByteBuffer record = ByteBuffer.allocate(STEPS_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        record.asLongBuffer().put(steps, 0, TILE);
        return record.putLong(STEPS_BYTES - Long.BYTES, crc(record, 0, STEPS_BYTES - Long.BYTES, record, 0, 0));
    }

    /** @return the steps of a tile, or null if they are damaged */
    static long[] steps(ByteBuffer record) {
        long[] steps = new long[TILE];
        record.asLongBuffer().get(steps);
        return record.getLong(STEPS_BYTES - Long.BYTES) == crc(record, 0, STEPS_BYTES - Long.BYTES, record, 0, 0) ? steps : null;
    }

    /** @return CRC-32C of two pieces, one after the other */
    static long crc(ByteBuffer a, int offsetA, int lengthA, ByteBuffer b, int offsetB, int lengthB) {
        CRC32C crc = new CRC32C();
        crc.update(a.array(), a.arrayOffset() + offsetA, lengthA);
        crc.update(b.array(), b.arrayOffset() + offsetB, lengthB);
        return crc.getValue();
    }

    /** @return whether the 64 numbers of a layer are what the statistics beside them were made from */
    boolean isGood(ByteBuffer numbers, int offset, ByteBuffer stats, int statsOffset) {
        long crc = crc(numbers, offset, TILE * width(), stats, statsOffset, 3 * width());
        int at = statsOffset + 3 * width();
        return wide ? stats.getLong(at) == crc : Integer.toUnsignedLong(stats.getInt(at)) == crc;
    }

    double number(ByteBuffer bytes, int index) {
        return wide ? bytes.getDouble(index * Double.BYTES) : bytes.getFloat(index * Float.BYTES);
    }
}
