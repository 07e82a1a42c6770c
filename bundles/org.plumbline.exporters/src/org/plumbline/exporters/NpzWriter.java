package org.plumbline.exporters;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.plumbline.engine.spi.TensorData;
import org.plumbline.numerics.arrays.Precision;

/**
 * Writes arrays of numbers and texts into one archive that {@code numpy.load} reads without pickles.
 * <p>Source: numpy.lib.format, version 1.0; zip without compression. Pinned by NpzExporterTest, where numpy reads it.</p>
 */
final class NpzWriter implements AutoCloseable {
    /** The time stamp of all entries, so that equal arrays give equal bytes: the first that zip can hold. */
    private static final long EPOCH = 315_532_800_000L;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;

    private final ZipOutputStream zip;

    /** @param out stays open */
    NpzWriter(OutputStream out) {
        zip = new ZipOutputStream(out);
    }

    /** Writes float32 or float64, as the tensor is. */
    void put(String name, TensorData tensor) throws IOException {
        int size = tensor.values().length();
        boolean single = tensor.values().precision() == Precision.FLOAT;
        ByteBuffer data = allocate(single ? Float.BYTES : Double.BYTES, size);
        for (int i = 0; i < size; i++) {
            if (single) {
                data.putFloat((float) tensor.values().get(i));
            } else {
                data.putDouble(tensor.values().get(i));
            }
        }
        write(name, single ? "<f4" : "<f8", tensor.shape().extents(), data);
    }

    /** Writes float64; of any length, also 0. */
    void put(String name, double[] values) throws IOException {
        ByteBuffer data = allocate(Double.BYTES, values.length);
        data.asDoubleBuffer().put(values);
        write(name, "<f8", new int[] {values.length}, data);
    }

    /** Writes int64; of any length, also 0. */
    void put(String name, long[] values) throws IOException {
        ByteBuffer data = allocate(Long.BYTES, values.length);
        data.asLongBuffer().put(values);
        write(name, "<i8", new int[] {values.length}, data);
    }

    /** Writes float64 in rows of equal length. */
    void put(String name, double[][] rows) throws IOException {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        ByteBuffer data = allocate(Double.BYTES, Math.multiplyExact(rows.length, columns));
        for (double[] row : rows) {
            for (int column = 0; column < columns; column++) {
                data.putDouble(row[column]);
            }
        }
        write(name, "<f8", new int[] {rows.length, columns}, data);
    }

    /** Writes one float64. */
    void put(String name, double value) throws IOException {
        write(name, "<f8", new int[0], allocate(Double.BYTES, 1).putDouble(value));
    }

    /** Writes one int64. */
    void put(String name, long value) throws IOException {
        write(name, "<i8", new int[0], allocate(Long.BYTES, 1).putLong(value));
    }

    /** Writes one text, in numpy's UTF-32. */
    void put(String name, String text) throws IOException {
        int[] points = text.codePoints().toArray();
        ByteBuffer data = allocate(Integer.BYTES, Math.max(1, points.length));
        data.asIntBuffer().put(points);
        write(name, "<U" + Math.max(1, points.length), new int[0], data);
    }

    private static ByteBuffer allocate(int bytes, int count) {
        return ByteBuffer.allocate(Math.multiplyExact(bytes, count)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void write(String name, String type, int[] shape, ByteBuffer data) throws IOException {
        byte[] header = header(type, shape);
        CRC32 crc = new CRC32();
        crc.update(header);
        crc.update(data.array());
        ZipEntry entry = new ZipEntry(Names.inArchive(name) + ".npy");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize((long) header.length + data.array().length);
        entry.setCrc(crc.getValue());
        entry.setTime(EPOCH);
        zip.putNextEntry(entry);
        zip.write(header);
        zip.write(data.array());
        zip.closeEntry();
    }

    private static byte[] header(String type, int[] shape) {
        String extents = Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" "));
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + extents + "), }";
        int unpadded = MAGIC.length + Short.BYTES + text.length() + 1;
        int padded = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return ByteBuffer.allocate(padded).order(ByteOrder.LITTLE_ENDIAN).put(MAGIC)
                .putShort((short) (padded - MAGIC.length - Short.BYTES))
                .put((text + " ".repeat(padded - unpadded) + "\n").getBytes(StandardCharsets.ISO_8859_1)).array();
    }

    @Override
    public void close() throws IOException {
        zip.finish();
    }
}
