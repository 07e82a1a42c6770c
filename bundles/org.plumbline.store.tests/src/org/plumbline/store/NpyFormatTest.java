package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.Test;

class NpyFormatTest {

    private static final String MAGIC = "934e554d50590100";

    private static NpyFormat.Array decode(byte[] bytes) throws IOException {
        return NpyFormat.decode(new ByteArrayInputStream(bytes), bytes.length, "x.npy");
    }

    /** The 152 bytes that numpy.save writes for numpy.arange(6, dtype='<f4').reshape(2, 3), by the format's definition. */
    @Test
    void readsWhatNumpyWrites() throws IOException {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
        byte[] bytes = new byte[128 + 24];
        byte[] magic = HexFormat.of().parseHex("934e554d505901007600");
        System.arraycopy(magic, 0, bytes, 0, 10);
        Arrays.fill(bytes, 10, 127, (byte) ' ');
        System.arraycopy(header.getBytes(StandardCharsets.US_ASCII), 0, bytes, 10, header.length());
        bytes[127] = '\n';
        byte[] data = HexFormat.of().parseHex("000000000000803f000000400000404000008040" + "0000a040");
        System.arraycopy(data, 0, bytes, 128, 24);
        NpyFormat.Array array = decode(bytes);
        assertThat(array.shape()).containsExactly(2, 3);
        assertThat(array.floats()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void roundTripsBits() throws IOException {
        for (int[] shape : new int[][] {{}, {1}, {7}, {3, 5}, {2, 3, 4}}) {
            int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
            float[] values = new float[size];
            for (int i = 0; i < size; i++) {
                values[i] = Float.intBitsToFloat(ThreadLocalRandom.current().nextInt() & 0xff7fffff);
            }
            ByteBuffer file = NpyFormat.encode(NpyFormat.Array.of(shape, values));
            assertThat((file.array().length - 4 * size) % 64).isZero();
            NpyFormat.Array back = decode(file.array());
            assertThat(back.shape()).containsExactly(shape);
            assertThat(back.floats()).containsExactly(values);
        }
    }

    /** @return a file with this header and room for three numbers of 32 bits */
    private static byte[] file(String magic, String header) {
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + 12);
        bytes.put(HexFormat.of().parseHex(magic)).put((byte) header.length()).put((byte) (header.length() >> 8))
                .put(header.getBytes(StandardCharsets.US_ASCII));
        return bytes.array();
    }

    private static String header(String type, String fortran, String shape) {
        return "{'descr': '" + type + "', 'fortran_order': " + fortran + ", 'shape': " + shape + ", }\n";
    }

    @Test
    void refusesHeadersThatLieAboutTheSize() throws IOException {
        for (String shape : new String[] {"(2147483647, 2147483647)", "(1000000000,)", "(99999999999999,)", "(4,)", "(-3,)", "(-1, -3)",
            "(0x3,)", "(3.0,)", "(1, 2147483647, 0)", "(" + "1,".repeat(33) + ")"}) {
            byte[] bytes = file(MAGIC, header("<f4", "False", shape));
            assertThatThrownBy(() -> decode(bytes)).as(shape).isInstanceOf(StoreException.class).hasMessageContaining("x.npy");
        }
        assertThat(decode(file(MAGIC, header("<f4", "False", "(3,)"))).floats()).as("the same with the truth").hasSize(3);
    }

    /** Objects would be pickles, which run programs; the rest is not written by us. */
    @Test
    void refusesWhatItIsNotMadeFor() {
        for (String[] type : new String[][] {{"|O", "False"}, {">f4", "False"}, {"<i8", "False"}, {"<c8", "False"}, {"<f4", "True"}}) {
            byte[] bytes = file(MAGIC, header(type[0], type[1], "(1,)"));
            assertThatThrownBy(() -> decode(bytes)).as(type[0]).isInstanceOf(StoreException.class).hasMessageContaining("x.npy: expected little-endian");
        }
        for (String magic : new String[] {"934e554d50590200", "934e554d50590300", "504b030414000000", "0000000000000000"}) {
            byte[] bytes = file(magic, header("<f4", "False", "(3,)"));
            assertThatThrownBy(() -> decode(bytes)).as(magic).isInstanceOf(StoreException.class).hasMessageContaining("x.npy: not an NPY file");
        }
    }

    @Test
    void refusesEveryTruncation() {
        byte[] whole = NpyFormat.encode(NpyFormat.Array.of(new int[] {2, 2}, new float[] {1, 2, 3, 4})).array();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> decode(part)).isInstanceOf(StoreException.class);
        }
    }
}
