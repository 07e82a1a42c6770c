package org.plumbline.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Named float32 arrays in one file that {@code numpy.load} reads: a zip of NPY entries, not compressed. */
public final class NpzFile {
    /** The time stamp of all entries, so that equal arrays give equal bytes: the first that zip can hold. */
    private static final long EPOCH = 315_532_800_000L;

    private NpzFile() {
    }

    /** Writes the arrays, sorted by name, as a whole or not at all. */
    static void write(Path file, Map<String, NpyFormat.Array> arrays) throws StoreException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, NpyFormat.Array> entry : new TreeMap<>(arrays).entrySet()) {
                ByteBuffer content = NpyFormat.encode(entry.getValue());
                ZipEntry header = new ZipEntry(entry.getKey() + ".npy");
                CRC32 crc = new CRC32();
                crc.update(content.array());
                header.setMethod(ZipEntry.STORED);
                header.setSize(content.array().length);
                header.setCrc(crc.getValue());
                header.setTime(EPOCH);
                zip.putNextEntry(header);
                zip.write(content.array());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw StoreException.of("write", file, e);
        }
        AtomicFile.write(file, ByteBuffer.wrap(bytes.toByteArray()));
    }

    /**
     * @return name to array, sorted
     * @throws StoreException if the file is not such an archive; names file and entry
     */
    public static SortedMap<String, NpyFormat.Array> read(Path file) throws StoreException {
        SortedMap<String, NpyFormat.Array> arrays = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                String name = entry.getName().replaceFirst("\\.npy$", "");
                try (var in = zip.getInputStream(entry)) {
                    arrays.put(name, NpyFormat.decode(in, entry.getSize(), file + ": " + entry.getName()));
                }
            }
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            throw StoreException.of("read", file, e);
        }
        return arrays;
    }
}
