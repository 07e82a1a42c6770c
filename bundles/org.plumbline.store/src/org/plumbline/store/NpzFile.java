package org.plumbline.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;

/**
 * Named arrays in one file that {@code numpy.load} reads: a zip with one stored (not deflated) entry {@code NAME.npy} an array,
 * sorted by name. Equal arrays give equal bytes, in every time zone.
 */
public final class NpzFile {
    /** The time stamp of all entries; not the first that zip can hold, for which Java adds a field with the time zone's offset. */
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 2, 1, 0, 0);
    private static final String SUFFIX = ".npy";

    private NpzFile() {
    }

    /** Writes the arrays, sorted by name, as a whole or not at all. */
    static void write(Path file, Map<String, NpyFormat.Array> arrays) throws StoreException {
        AtomicFile.write(file, channel -> {
            ChannelOutput out = new ChannelOutput(channel);
            write(out, arrays, file.toString());
            out.flush();
        });
    }

    /** Writes the arrays in small pieces; does not close the stream. */
    static void write(OutputStream out, Map<String, NpyFormat.Array> arrays, String file) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, NpyFormat.Array> entry : new TreeMap<>(arrays).entrySet()) {
            ZipDirectory.checkName(entry.getKey(), file);
            CRC32 crc = new CRC32();
            NpyFormat.encode(entry.getValue(), crc::update);
            ZipEntry header = new ZipEntry(entry.getKey() + SUFFIX);
            header.setMethod(ZipEntry.STORED);
            header.setSize(NpyFormat.size(entry.getValue()));
            header.setCrc(crc.getValue());
            header.setTimeLocal(EPOCH);
            zip.putNextEntry(header);
            NpyFormat.encode(entry.getValue(), piece -> zip.write(piece.array(), 0, piece.limit()));
            zip.closeEntry();
        }
        zip.finish();
    }

    /** @return at least as many bytes as the file will have */
    static long size(Map<String, NpyFormat.Array> arrays) {
        long size = 1024;
        for (Map.Entry<String, NpyFormat.Array> entry : arrays.entrySet()) {
            size += NpyFormat.size(entry.getValue()) + 256 + 8L * entry.getKey().length();
        }
        return size;
    }

    /**
     * @return name to array, sorted
     * @throws StoreException if the file is not such an archive; names file and entry
     */
    public static SortedMap<String, NpyFormat.Array> read(Path file) throws StoreException {
        SortedMap<String, NpyFormat.Array> arrays = new TreeMap<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ZipDirectory zip = new ZipDirectory(channel, file.toString());
            for (ZipDirectory.Entry entry : zip.entries()) {
                String name = entry.name().endsWith(SUFFIX)
                        ? entry.name().substring(0, entry.name().length() - SUFFIX.length()) : entry.name();
                arrays.put(name, read(zip, entry, file + ": " + entry.name()));
            }
        } catch (IOException e) {
            throw StoreException.of("read", file, e);
        }
        return arrays;
    }

    private static NpyFormat.Array read(ZipDirectory zip, ZipDirectory.Entry entry, String name) throws IOException {
        try (CheckedInputStream in = new CheckedInputStream(zip.open(entry), new CRC32())) {
            NpyFormat.Array array = NpyFormat.decode(in, entry.size(), name);
            if (in.read() >= 0) {
                throw new StoreException(name + ": more bytes than the array has");
            }
            if (in.getChecksum().getValue() != entry.crc()) {
                throw new StoreException(name + ": damaged, the checksum differs");
            }
            return array;
        } catch (ZipException e) {
            throw new StoreException(name + ": damaged, cannot be inflated (" + e.getMessage() + ")", e);
        }
    }
}
