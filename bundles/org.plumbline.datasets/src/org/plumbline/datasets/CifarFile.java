package org.plumbline.datasets;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

import org.plumbline.engine.finding.InvalidInputException;

/**
 * A binary file of CIFAR: records of label bytes, then 3 x 32 x 32 bytes of an image, channel by channel (red, green, blue), each row by
 * row; nothing else.
 * Source: A. Krizhevsky, "The CIFAR-10 dataset", section "Binary version". Every message is one line with the path of the file.
 *
 * @param path    the file
 * @param labels  label bytes of a record
 * @param records number of records, from the length of the file
 */
record CifarFile(Path path, int labels, int records) {
    /** Bytes of an image. */
    static final int IMAGE = 3 * 32 * 32;
    /** Records of an official file of CIFAR-10, and of the test file of CIFAR-100. */
    private static final long OFFICIAL = 10_000;

    /**
     * @param path   file. Not modified.
     * @param labels label bytes of a record, at least 1
     * @throws InvalidInputException if the file does not consist of such records
     */
    static CifarFile open(Path path, int labels) {
        try {
            long length = Files.size(path);
            long record = labels + IMAGE;
            if (length == 0 || length % record != 0 || length / record > Integer.MAX_VALUE) {
                throw new InvalidInputException(path + ": expected records of " + record + " bytes (" + labels + " of labels, " + IMAGE
                        + " of pixels), found " + length + " bytes, no multiple of it; an official file of " + OFFICIAL + " images has "
                        + OFFICIAL * record);
            }
            return new CifarFile(path, labels, (int) (length / record));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** Takes one record. */
    interface Taker {
        /** @param bytes label bytes, then pixels. Not modified, not kept. */
        void take(int index, byte[] bytes);
    }

    /**
     * Reads the first records.
     *
     * @param count at most {@link #records()}
     * @throws InvalidInputException if the file cannot be read or has become shorter
     */
    void read(int count, Taker taker) {
        byte[] bytes = new byte[labels + IMAGE];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            for (int i = 0; i < count; i++) {
                if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                    throw new InvalidInputException(path + ": ends within image " + (i + 1) + " of " + records);
                }
                taker.take(i, bytes);
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** Adds the content to a digest. */
    void digest(MessageDigest digest) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] block = new byte[1 << 16];
            for (int n = in.read(block); n > 0; n = in.read(block)) {
                digest.update(block, 0, n);
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static InvalidInputException unreadable(Path path, IOException e) {
        return new InvalidInputException(path + ": cannot be read: " + e.getMessage(), e);
    }
}
