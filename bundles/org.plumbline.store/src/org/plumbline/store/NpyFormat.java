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
 * The NPY format, version 1.0, for little-endian float32 and float64 and for bytes, in C order.
 *
 * <pre>
 * 93 4e 55 4d 50 59     magic: \x93NUMPY
 * 01 00                 version 1.0
 * u16                   length of the header, little-endian
 * text                  {'descr': '&lt;f4', 'fortran_order': False, 'shape': (2, 3,), } blanks newline; in all a multiple of 64 bytes
 * numbers               row-major, little-endian
 * </pre>
 * <p>
 * Source: numpy.lib.format. Pinned by NpyFormatTest, which reads what numpy writes.
 * </p>
 */
public final class NpyFormat {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;
    static final int PIECE = 1 << 16;
    private static final int MAX_RANK = 32;
    /** Entries of the longest array that Java has. */
    private static final int LONGEST = Integer.MAX_VALUE - 8;
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '([^']*)', 'fortran_order': (True|False), 'shape': \\(([0-9, ]*)\\),? ?\\}\\s*");

    private NpyFormat() {
    }

    /** The number types that are written and read. */
    public enum Type {
        FLOAT32("<f4", 4), FLOAT64("<f8", 8), UINT8("|u1", 1);

        private final String descr;
        private final int bytes;

        Type(String descr, int bytes) {
            this.descr = descr;
            this.bytes = bytes;
        }
    }

    /** Takes the pieces of a file in order; must empty each before it returns. */
    interface Sink {
        void put(ByteBuffer piece) throws IOException;
    }

    /** An array with its shape: float[], double[], byte[], or bytes that write themselves. */
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

        /** Bytes, as unsigned numbers. */
        public static Array of(int[] shape, byte[] values) {
            return new Array(shape, values, values.length);
        }

        /** Bytes that write themselves; they are counted now, by writing them to nowhere. */
        static Array of(CheckpointState state) throws IOException {
            if (state instanceof CheckpointState.Bytes(byte[] bytes)) {
                return of(new int[] {bytes.length}, bytes);
            }
            NpyPieces counted = new NpyPieces(piece -> piece.position(piece.limit()));
            counted.all(state);
            int length = Math.toIntExact(counted.count());
            return new Array(new int[] {length}, state, length);
        }

        /** @return a copy of the extents */
        public int[] shape() {
            return shape.clone();
        }

        public Type type() {
            return values instanceof float[] ? Type.FLOAT32 : values instanceof double[] ? Type.FLOAT64 : Type.UINT8;
        }

        /**
         * @return the values; not a copy
         * @throws IllegalStateException if they are of another type
         */
        public float[] floats() {
            if (values instanceof float[] floats) {
                return floats;
            }
            throw new IllegalStateException("the array holds " + type() + ", not " + Type.FLOAT32);
        }

        /**
         * @return the values; not a copy
         * @throws IllegalStateException if they are of another type
         */
        public byte[] bytes() {
            if (values instanceof byte[] bytes) {
                return bytes;
            }
            throw new IllegalStateException("the array holds " + type() + ", not " + Type.UINT8);
        }

        /** @return the values in double precision; a copy unless they are doubles */
        public double[] doubles() {
            if (values instanceof double[] doubles) {
                return doubles;
            }
            double[] wide = new double[length];
            for (int i = 0; i < length; i++) {
                wide[i] = values instanceof byte[] bytes ? bytes[i] & 0xff : ((float[]) values)[i];
            }
            return wide;
        }
    }

    /**
     * @param array not modified
     * @return the whole file
     */
    public static ByteBuffer encode(Array array) {
        ByteBuffer file = ByteBuffer.allocate(Math.toIntExact(size(array)));
        try {
            encode(array, file::put);
        } catch (IOException e) {
            throw new IllegalStateException(e); // a buffer in memory does no input or output
        }
        return file.flip();
    }

    /** @return how many bytes {@link #encode} gives */
    static long size(Array array) {
        return size(array.type(), array.shape);
    }

    /** The same of an array of this type and shape. */
    static long size(Type type, int... shape) {
        long bytes = type.bytes;
        for (int extent : shape) {
            bytes *= extent;
        }
        return header(type, shape).length + bytes;
    }

    /** Gives the file in pieces, so that no second copy of the array is made. */
    static void encode(Array array, Sink sink) throws IOException {
        sink.put(ByteBuffer.wrap(header(array)));
        if (array.values instanceof CheckpointState state) {
            NpyPieces pieces = new NpyPieces(sink);
            pieces.all(state);
            if (pieces.count() != array.length) {
                throw new IOException("a state has written " + array.length + " bytes before and " + pieces.count() + " now");
            }
            return;
        }
        Type type = array.type();
        ByteBuffer piece = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0, n; at < array.length; at += n) {
            n = Math.min(PIECE / type.bytes, array.length - at);
            piece.clear();
            switch (type) {
            case FLOAT32 -> piece.asFloatBuffer().put((float[]) array.values, at, n);
            case FLOAT64 -> piece.asDoubleBuffer().put((double[]) array.values, at, n);
            case UINT8 -> piece.put(0, (byte[]) array.values, at, n);
            }
            sink.put(piece.limit(n * type.bytes));
        }
    }

    private static byte[] header(Array array) {
        return header(array.type(), array.shape);
    }

    private static byte[] header(Type type, int[] shape) {
        String extents = Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" "));
        String header = "{'descr': '" + type.descr + "', 'fortran_order': False, 'shape': (" + extents + "), }";
        int unpadded = MAGIC.length + 2 + header.length() + 1;
        return header(header, (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    }

    /** @return magic, version and dictionary, filled up with blanks to that many bytes */
    static byte[] header(String dictionary, int bytes) {
        int length = bytes - MAGIC.length - 2;
        byte[] text = dictionary.getBytes(StandardCharsets.ISO_8859_1);
        byte[] header = Arrays.copyOf(MAGIC, bytes);
        Arrays.fill(header, MAGIC.length + 2, bytes, (byte) ' ');
        header[MAGIC.length] = (byte) length;
        header[MAGIC.length + 1] = (byte) (length >> 8);
        System.arraycopy(text, 0, header, MAGIC.length + 2, text.length);
        header[bytes - 1] = '\n';
        return header;
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
        String header = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        String shown = header.length() < 100 ? header.strip() : header.substring(0, 100).strip() + "...";
        Matcher matcher = HEADER.matcher(header);
        if (header.length() < length || !matcher.matches()) {
            throw new StoreException(name + ": NPY header not understood: " + shown);
        }
        Optional<Type> found = Arrays.stream(Type.values()).filter(t -> t.descr.equals(matcher.group(1))).findAny();
        if (found.isEmpty() || !matcher.group(2).equals("False")) {
            throw new StoreException(name + ": expected little-endian float32, float64 or bytes in C order, got " + shown);
        }
        Type type = found.get();
        int[] shape = Arrays.stream(matcher.group(3).split(",")).map(String::strip).filter(s -> !s.isEmpty())
                .limit(MAX_RANK + 1L).mapToInt(NpyFormat::extent).toArray();
        long count = product(shape);
        if (shape.length > MAX_RANK || count < 0 || count > (size - start.length - length) / type.bytes) {
            throw new StoreException(name + ": the header asks for shape " + Arrays.toString(shape)
                    + ", more than the " + size + " bytes there are");
        }
        return fill(in, type, shape, (int) count, name);
    }

    private static Array fill(InputStream in, Type type, int[] shape, int count, String name) throws IOException {
        Object values = switch (type) {
        case FLOAT32 -> new float[count];
        case FLOAT64 -> new double[count];
        case UINT8 -> new byte[count];
        };
        byte[] bytes = new byte[(int) Math.min(PIECE, (long) type.bytes * count)];
        ByteBuffer piece = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0, n; at < count; at += n) {
            n = Math.min(PIECE / type.bytes, count - at);
            int got = in.readNBytes(bytes, 0, n * type.bytes);
            if (got < n * type.bytes) {
                throw new StoreException(name + ": truncated, " + ((long) at * type.bytes + got) + " of "
                        + (long) type.bytes * count + " bytes of data");
            }
            switch (type) {
            case FLOAT32 -> piece.asFloatBuffer().get((float[]) values, at, n);
            case FLOAT64 -> piece.asDoubleBuffer().get((double[]) values, at, n);
            case UINT8 -> piece.get(0, (byte[]) values, at, n);
            }
        }
        return new Array(shape, values, count);
    }

    private static int extent(String digits) {
        return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : Integer.MAX_VALUE;
    }

    /** @return the product of the extents, or -1 if it is too large for an array */
    private static long product(int[] shape) {
        long product = 1;
        for (int extent : shape) {
            product *= extent;
            if (product > LONGEST) {
                return -1;
            }
        }
        return product;
    }
}
