package org.plumbline.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What one analysis observes while one trial is trained, in a folder of its own: {@code scalars.log}, a {@link ScalarLog}, and a
 * {@link LayerSeries} of float32 for each quantity that has a number a layer, under {@link ObservationNames its file name}. Durable
 * about a second after it was accepted, and when {@link #force} returns.
 */
public final class ObservationLog implements Closeable {
    static final String SCALARS = "scalars.log";

    private final Path folder;
    private final Map<String, LayerSeriesWriter> series = new TreeMap<>();
    private ScalarLog scalars;
    private float[] row = {};

    private ObservationLog(Path folder) {
        this.folder = folder;
    }

    /** @param folder made when the first observation comes, unless it is there */
    public static ObservationLog open(Path folder) {
        return new ObservationLog(folder);
    }

    /**
     * @param observations folder with a folder for each analysis; need not be there
     * @return the analyses, sorted
     */
    public static List<String> analyses(Path observations) throws StoreException {
        try (Stream<Path> folders = Files.list(observations)) {
            return folders.filter(Files::isDirectory).map(folder -> folder.getFileName().toString()).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw StoreException.of("list", observations, e);
        }
    }

    /**
     * Takes over what an earlier attempt observed, up to the step of the checkpoint that this one goes on from.
     *
     * @param earlier its folder; need not be there
     * @param folder  of this attempt
     * @param step    observations at later steps are forgotten
     */
    public static ObservationLog continuing(Path earlier, Path folder, long step) throws StoreException {
        ObservationLog log = new ObservationLog(folder);
        if (!Files.isDirectory(earlier)) {
            return log;
        }
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(earlier)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            log.truncateAfter(step);
            return log;
        } catch (NoSuchFileException e) {
            throw new StoreException("cannot take over the observations in " + earlier + ": " + e.getFile() + " is not there", e);
        } catch (IOException e) {
            throw StoreException.of("take over the observations in", earlier, e);
        }
    }

    private void truncateAfter(long step) throws StoreException, IOException {
        if (Files.exists(folder.resolve(SCALARS))) {
            scalars().truncateAfter(step);
        }
        for (String quantity : ObservationNames.in(folder)) {
            try (LayerSeriesReader reader = LayerSeries.read(folder, ObservationNames.file(quantity))) {
                series(quantity, reader.layers()).truncateAfter(step);
            }
        }
    }

    /**
     * @param quantity name, 1 to 1000 characters
     * @param step     at least that of the last observation
     */
    public void scalar(String quantity, long step, double value) throws StoreException {
        ScalarLog log = scalars();
        log.append(log.quantity(quantity), step, value);
    }

    /**
     * @param quantity name, 1 to 40 characters
     * @param step     larger than that of its last row
     * @param values   one a layer, kept as float32. Not modified.
     */
    public void layers(String quantity, long step, double[] values) throws StoreException {
        if (row.length != values.length) {
            row = new float[values.length];
        }
        for (int k = 0; k < values.length; k++) {
            row[k] = (float) values[k];
        }
        series(quantity, values.length).append(step, row);
    }

    private ScalarLog scalars() throws StoreException {
        if (scalars == null) {
            makeFolder();
            scalars = ScalarLog.open(folder.resolve(SCALARS));
            GroupForce.ofProcess().add(scalars);
        }
        return scalars;
    }

    private LayerSeriesWriter series(String quantity, int layers) throws StoreException {
        LayerSeriesWriter known = series.get(quantity);
        if (known == null) {
            known = LayerSeries.write(folder, ObservationNames.file(quantity), layers, NpyFormat.Type.FLOAT32);
            series.put(quantity, known);
            GroupForce.ofProcess().add(known);
        }
        return known;
    }

    private void makeFolder() throws StoreException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw StoreException.of("make", folder, e);
        }
    }

    /** Returns when all that was observed is durable: before a checkpoint that counts on it. */
    public void force() throws StoreException {
        if (scalars != null) {
            scalars.force();
        }
        for (LayerSeriesWriter writer : series.values()) {
            writer.force();
        }
    }

    /** Forces and closes all; the first failure is thrown after the last was closed. */
    @Override
    public void close() throws StoreException {
        StoreException failure = null;
        for (Closeable part : parts()) {
            try {
                part.close();
            } catch (IOException e) {
                failure = failure == null ? StoreException.of("close", folder, e) : failure;
            }
        }
        scalars = null;
        series.clear();
        if (failure != null) {
            throw failure;
        }
    }

    private Iterable<Closeable> parts() {
        return Stream.concat(Stream.ofNullable(scalars), series.values().stream()).map(Closeable.class::cast).toList();
    }
}
