package org.plumbline.datasets;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import org.plumbline.engine.finding.InvalidInputException;

/**
 * A file of unsigned bytes in the IDX format, plain or compressed by gzip (name ends in {@code .gz}).
 * <p>Header: 00 00 08 r, then r extents as big-endian 32-bit numbers; then the product of the extents bytes, row-major. What
 * the header promises is compared with the length of the file before anything of that size is allocated: a plain file must
 * have exactly that length, a compressed one must be able to hold it (deflate shrinks by at most 1032).</p>
 * Source: Y. LeCun, "The MNIST database", description of the format; the bound of deflate: zlib's technical notes.
 * Pinned by IdxFileTest. Every message is one line with the path of the file.
 */
final class IdxFile {
    /** No deflate stream gives more bytes than this for one byte of its own. */
    private static final long MOST_EXPANSION = 1032;
    /** Length of the longest array that every JVM makes. */
    private static final int MOST_VALUES = Integer.MAX_VALUE - 8;
    private static final int UNSIGNED_BYTE = 8;

    private final Path path;
    private final int[] extents;

    private IdxFile(Path path, int[] extents) {
        this.path = path;
        this.extents = extents;
    }

    /**
     * Reads and checks the header.
     *
     * @param path file. Not modified.
     * @param rank number of extents that it must have
     * @throws InvalidInputException if the header is not such a one, or promises another length than the file can have
     */
    static IdxFile open(Path path, int rank) {
        try (DataInputStream in = new DataInputStream(stream(path))) {
            int magic = in.readInt();
            int expected = UNSIGNED_BYTE << 8 | rank;
            if (magic != expected) {
                throw new InvalidInputException(String.format("%s: not an IDX file of unsigned bytes with %d extents: it begins"
                        + " with 0x%08X, expected 0x%08X", path, rank, magic, expected));
            }
            int[] extents = new int[rank];
            for (int axis = 0; axis < rank; axis++) {
                extents[axis] = in.readInt();
                if (extents[axis] < 1) {
                    throw new InvalidInputException(path + ": extent " + (axis + 1) + " of " + rank
                            + " in the header must be at least 1, found " + extents[axis]);
                }
            }
            IdxFile file = new IdxFile(path, extents);
            file.checkLength();
            return file;
        } catch (IOException e) {
            throw unreadable(path, e, "ends within the header");
        }
    }

    private void checkLength() throws IOException {
        long length = Files.size(path);
        double promised = headerLength() + Arrays.stream(extents).asDoubleStream().reduce(1, (a, b) -> a * b);
        if (compressed(path) ? promised > (double) length * MOST_EXPANSION : promised != length) {
            throw new InvalidInputException(String.format("%s: the header promises %s = %.0f bytes in all, but the file has %d%s",
                    path, extentsText(), promised, length, compressed(path) ? " compressed ones, which cannot hold them" : ""));
        }
    }

    Path path() {
        return path;
    }

    int extent(int axis) {
        return extents[axis];
    }

    /** @return the extents as text, e.g. {@code 60000 x 28 x 28} */
    String extentsText() {
        return String.join(" x ", Arrays.stream(extents).mapToObj(Integer::toString).toList());
    }

    /**
     * Reads the first entries along the first extent; reads on to the end all the same, to see that the file is whole.
     *
     * @param count at most {@code extent(0)}
     * @return [count, further extents], row-major, 0 to 255 as unsigned bytes
     * @throws InvalidInputException if the file is shorter or longer than its header promises, or cannot be decompressed
     */
    byte[] read(int count) {
        long length = size() / extents[0] * count;
        if (length > MOST_VALUES) {
            throw new InvalidInputException(path + ": " + count + " of " + extentsText() + " are asked for; more than " + MOST_VALUES
                    + " values cannot be read");
        }
        byte[] values = new byte[(int) length];
        try (InputStream in = content()) {
            in.readNBytes(headerLength());
            int got = in.readNBytes(values, 0, values.length);
            long total = got + rest(in, null);
            if (total != size()) {
                throw wrongLength(total);
            }
            return values;
        } catch (IOException e) {
            throw unreadable(path, e, "is truncated");
        }
    }

    /**
     * Adds the decompressed content to a digest.
     *
     * @throws InvalidInputException as {@link #read}
     */
    void digest(MessageDigest digest) {
        try (InputStream in = content()) {
            long total = rest(in, digest) - headerLength();
            if (total != size()) {
                throw wrongLength(total);
            }
        } catch (IOException e) {
            throw unreadable(path, e, "is truncated");
        }
    }

    /** Reads to the end, but at most one block more than the header promises, so that a hostile file costs no time. */
    private long rest(InputStream in, MessageDigest digest) throws IOException {
        byte[] block = new byte[1 << 16];
        long total = 0;
        for (int n = in.read(block); n > 0 && total <= size() + headerLength(); n = in.read(block)) {
            total += n;
            if (digest != null) {
                digest.update(block, 0, n);
            }
        }
        return total;
    }

    private InputStream content() throws IOException {
        return stream(path);
    }

    private InvalidInputException wrongLength(long found) {
        return new InvalidInputException(path + ": the header promises " + extentsText() + " = " + size() + " values, found "
                + (found > size() ? "more" : Long.toString(found)));
    }

    private int headerLength() {
        return 4 + 4 * extents.length;
    }

    private long size() {
        long size = 1;
        for (int extent : extents) {
            size = Math.multiplyExact(size, extent);
        }
        return size;
    }

    private static boolean compressed(Path path) {
        return path.getFileName().toString().endsWith(".gz");
    }

    private static InputStream stream(Path path) throws IOException {
        InputStream raw = Files.newInputStream(path);
        if (!compressed(path)) {
            return new BufferedInputStream(raw);
        }
        try {
            return new GZIPInputStream(raw, 1 << 16);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static InvalidInputException unreadable(Path path, IOException e, String atEnd) {
        String what = switch (e) {
            case EOFException end -> atEnd;
            case ZipException zip -> "cannot be decompressed: " + zip.getMessage();
            default -> "cannot be read: " + e.getMessage();
        };
        return new InvalidInputException(path + ": " + what, e);
    }
}
