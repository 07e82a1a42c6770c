package org.plumbline.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The NPY format, version 1.0, for little-endian float32 in C order.
 * <p>
 * Source: numpy.lib.format. Pinned by NpyFormatTest, which reads what numpy writes.
 * </p>
 */
public final class NpyFormat {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;
    private static final int MAX_HEADER = 65535;
    private static final int MAX_RANK = 32;
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '([^']*)', 'fortran_order': (True|False), 'shape': \\(([0-9, ]*)\\),? ?\\}\\s*");

    private NpyFormat() {
    }

    /**
     * @param shape  extents, row-major; empty: one number. Not modified.
     * @param values as many as the product of the extents. Not modified.
     * @return the whole file
     */
    public static ByteBuffer encode(int[] shape, float[] values) {
        if (product(shape) != values.length) {
            throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " has not " + values.length + " values");
        }
        String extents = Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" "));
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + extents + "), }";
        int unpadded = MAGIC.length + 2 + header.length() + 1;
        int padded = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        header = header + " ".repeat(padded - unpadded) + "\n";
        ByteBuffer file = ByteBuffer.allocate(Math.addExact(padded, Math.multiplyExact(4, values.length)))
                .order(ByteOrder.LITTLE_ENDIAN);
        file.put(MAGIC).putShort((short) header.length()).put(header.getBytes(StandardCharsets.ISO_8859_1));
        file.asFloatBuffer().put(values);
        return file.position(0);
    }

    /** An array as read. */
    public record Array(int[] shape, float[] values) {
    }

    /**
     * @param in   at the magic number; read to the end of the array
     * @param size number of bytes that there are at most; nothing larger is allocated
     * @param name for messages
     * @throws StoreException if it is not such an array or lies about its size
     */
    public static Array decode(InputStream in, long size, String name) throws IOException {
        byte[] start = in.readNBytes(MAGIC.length + 2);
        if (start.length < MAGIC.length + 2 || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new StoreException(name + ": not an NPY file of version 1.0");
        }
        int length = (start[MAGIC.length] & 0xff) | (start[MAGIC.length + 1] & 0xff) << 8;
        String header = new String(in.readNBytes(Math.min(length, MAX_HEADER)), StandardCharsets.ISO_8859_1);
        Matcher matcher = HEADER.matcher(header);
        if (header.length() < length || !matcher.matches()) {
            throw new StoreException(name + ": NPY header not understood: " + header.strip());
        }
        if (!matcher.group(1).equals("<f4") || !matcher.group(2).equals("False")) {
            throw new StoreException(name + ": expected little-endian float32 in C order, got " + header.strip());
        }
        int[] shape = Arrays.stream(matcher.group(3).split(",")).map(String::strip).filter(s -> !s.isEmpty())
                .limit(MAX_RANK + 1L).mapToInt(s -> s.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(s)).toArray();
        long count = product(shape);
        if (shape.length > MAX_RANK || count < 0 || count > (size - start.length - length) / 4) {
            throw new StoreException(name + ": the header asks for shape " + Arrays.toString(shape)
                    + ", more than the " + size + " bytes there are");
        }
        byte[] bytes = in.readNBytes((int) (4 * count));
        if (bytes.length < 4 * count) {
            throw new StoreException(name + ": truncated, " + bytes.length + " of " + 4 * count + " bytes of data");
        }
        float[] values = new float[(int) count];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return new Array(shape, values);
    }

    /** @return the product of the extents, or -1 if it is too large for an array */
    private static long product(int[] shape) {
        long product = 1;
        for (int extent : shape) {
            product *= extent;
            if (product > Integer.MAX_VALUE / 4) {
                return -1;
            }
        }
        return product;
    }
}
