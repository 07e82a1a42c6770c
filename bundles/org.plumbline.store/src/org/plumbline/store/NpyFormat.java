package org.plumbline.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The NPY format, version 1.0, for little-endian float32 and float64 in C order.
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

    /** The number types that are written and read. */
    public enum Type {
        FLOAT32("<f4", 4), FLOAT64("<f8", 8);

        private final String descr;
        private final int bytes;

        Type(String descr, int bytes) {
            this.descr = descr;
            this.bytes = bytes;
        }
    }

    /** An array with its shape: float[] or double[]. */
    public static final class Array {
        private final int[] shape;
        private final Object values;
        private final int length;

        private Array(int[] shape, Object values, int length) {
            if (product(shape) != length) {
                throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " has not " + length + " values");
            }
            this.shape = shape.clone();
            this.values = values;
            this.length = length;
        }

        /**
         * @param shape  extents, row-major; empty: one number. Not modified.
         * @param values as many as the product of the extents. Kept, not copied.
         */
        public static Array of(int[] shape, float[] values) {
            return new Array(shape, values, values.length);
        }

        /** The same in double precision. */
        public static Array of(int[] shape, double[] values) {
            return new Array(shape, values, values.length);
        }

        /** @return a copy of the extents */
        public int[] shape() {
            return shape.clone();
        }

        public Type type() {
            return values instanceof float[] ? Type.FLOAT32 : Type.FLOAT64;
        }

        /**
         * @return the values; not a copy
         * @throws IllegalStateException if they are doubles
         */
        public float[] floats() {
            if (values instanceof float[] floats) {
                return floats;
            }
            throw new IllegalStateException("the array holds float64, not float32");
        }

        /** @return the values in double precision; a copy if they are floats */
        public double[] doubles() {
            if (values instanceof double[] doubles) {
                return doubles;
            }
            double[] wide = new double[length];
            for (int i = 0; i < length; i++) {
                wide[i] = ((float[]) values)[i];
            }
            return wide;
        }
    }

    /**
     * @param array not modified
     * @return the whole file
     */
    public static ByteBuffer encode(Array array) {
        Type type = array.type();
        String extents = Arrays.stream(array.shape).mapToObj(n -> n + ",").collect(Collectors.joining(" "));
        String header = "{'descr': '" + type.descr + "', 'fortran_order': False, 'shape': (" + extents + "), }";
        int unpadded = MAGIC.length + 2 + header.length() + 1;
        int padded = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        header = header + " ".repeat(padded - unpadded) + "\n";
        ByteBuffer file = ByteBuffer.allocate(Math.addExact(padded, Math.multiplyExact(type.bytes, array.length)))
                .order(ByteOrder.LITTLE_ENDIAN);
        file.put(MAGIC).putShort((short) header.length()).put(header.getBytes(StandardCharsets.ISO_8859_1));
        if (type == Type.FLOAT32) {
            file.asFloatBuffer().put(array.floats());
        } else {
            file.asDoubleBuffer().put(array.doubles());
        }
        return file.position(0);
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
        Optional<Type> found = Arrays.stream(Type.values()).filter(t -> t.descr.equals(matcher.group(1))).findAny();
        if (found.isEmpty() || !matcher.group(2).equals("False")) {
            throw new StoreException(name + ": expected little-endian float32 or float64 in C order, got " + header.strip());
        }
        Type type = found.get();
        int[] shape = Arrays.stream(matcher.group(3).split(",")).map(String::strip).filter(s -> !s.isEmpty())
                .limit(MAX_RANK + 1L).mapToInt(s -> s.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(s)).toArray();
        long count = product(shape);
        if (shape.length > MAX_RANK || count < 0 || count > (size - start.length - length) / type.bytes) {
            throw new StoreException(name + ": the header asks for shape " + Arrays.toString(shape)
                    + ", more than the " + size + " bytes there are");
        }
        byte[] bytes = in.readNBytes((int) (type.bytes * count));
        if (bytes.length < type.bytes * count) {
            throw new StoreException(name + ": truncated, " + bytes.length + " of " + type.bytes * count + " bytes of data");
        }
        ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (type == Type.FLOAT32) {
            float[] values = new float[(int) count];
            data.asFloatBuffer().get(values);
            return Array.of(shape, values);
        }
        double[] values = new double[(int) count];
        data.asDoubleBuffer().get(values);
        return Array.of(shape, values);
    }

    /** @return the product of the extents, or -1 if it is too large for an array */
    private static long product(int[] shape) {
        long product = 1;
        for (int extent : shape) {
            product *= extent;
            if (product > Integer.MAX_VALUE / 8) {
                return -1;
            }
        }
        return product;
    }
}
