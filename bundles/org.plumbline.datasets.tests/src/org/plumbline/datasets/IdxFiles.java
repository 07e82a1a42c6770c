package org.plumbline.datasets;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

import org.plumbline.numerics.random.RandomStreams;

/** Tiny real IDX files. */
final class IdxFiles {

    private IdxFiles() {
    }

    static byte[] idx(int magic, byte[] values, int... extents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(magic);
        for (int extent : extents) {
            out.writeInt(extent);
        }
        out.write(values);
        return bytes.toByteArray();
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    static byte[] random(int n, String name, int bound) {
        var stream = new RandomStreams(6).stream(name);
        byte[] values = new byte[n];
        for (int i = 0; i < n; i++) {
            values[i] = (byte) stream.nextInt(bound);
        }
        return values;
    }

    static byte[] images(int count, String name) throws IOException {
        return idx(0x803, random(count * 784, name, 256), count, 28, 28);
    }

    static byte[] labels(int count, String name) throws IOException {
        return idx(0x801, random(count, name, 10), count);
    }

    /** The four files of a set with 20 training and 8 test examples; the training files plain, the test files compressed. */
    static void write(Path folder) throws IOException {
        Files.write(folder.resolve("train-images-idx3-ubyte"), images(20, "train images"));
        Files.write(folder.resolve("train-labels-idx1-ubyte"), labels(20, "train labels"));
        Files.write(folder.resolve("t10k-images-idx3-ubyte.gz"), gzip(images(8, "test images")));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte.gz"), gzip(labels(8, "test labels")));
    }
}
