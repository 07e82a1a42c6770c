package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzFileTest {
    @TempDir(factory = MemoryFolder.class)
    private Path folder;
    private Path file;

    @BeforeEach
    void setUp() {
        file = folder.resolve("x.npz");
    }

    private static Map<String, NpyFormat.Array> arrays() {
        return new TreeMap<>(Map.of("A", NpyFormat.Array.of(new int[] {2, 2}, new float[] {1, 2, 3, 4}),
                "b/c", NpyFormat.Array.of(new int[] {3}, new double[] {1, 1e300, -0.}),
                "n", NpyFormat.Array.of(new int[] {2}, new byte[] {1, -1})));
    }

    /** Names of one and of two bytes a letter, headers of one and of two lines, no numbers at all. */
    @Test
    void theSizeIsKnownBeforeItIsWritten() throws IOException {
        Map<String, NpyFormat.Array> arrays = arrays();
        NpzSize size = new NpzSize().with("A", NpyFormat.Type.FLOAT32, 2, 2).with("b/c", NpyFormat.Type.FLOAT64, 3)
                .with("n", NpyFormat.Type.UINT8, 2);
        int[] long32 = new int[31];
        Arrays.fill(long32, 1);
        arrays.put("\u00e4", NpyFormat.Array.of(long32, new double[1]));
        arrays.put("none", NpyFormat.Array.of(new int[] {0}, new float[0]));
        size.with("\u00e4", NpyFormat.Type.FLOAT64, long32).with("none", NpyFormat.Type.FLOAT32, 0);
        NpzFile.write(file, arrays);
        assertThat(size.bytes()).isEqualTo(Files.size(file));
    }

    /** A zip with entries as they are given, deflated. */
    private void zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        Files.write(file, bytes.toByteArray());
    }

    private static byte[] npy(String header, int data) {
        return Arrays.copyOf(NpyFormat.header(header, 256), 256 + data);
    }

    private void assertRefused(String... reasons) {
        assertThatThrownBy(() -> NpzFile.read(file)).isInstanceOf(StoreException.class).hasMessageContaining("x.npz").message()
                .contains(Arrays.asList(reasons)).hasSizeLessThan(600).doesNotContain("\n");
    }

    @Test
    void numpyReadsItAndWeReadNumpy() throws Exception {
        NpzFile.write(file, arrays());
        assertThat(Numpy.run(folder, """
                z = np.load(d + 'x.npz')
                print(sorted(z.files), z['A'].tolist(), z['b/c'].tolist(), z['n'].tolist(), z['n'].dtype)
                x = dict(w=np.arange(6, dtype='f4').reshape(2, 3), v=np.array(2.5), u=np.zeros((0, 4)))
                np.savez(d + 'stored.npz', **x)
                np.savez_compressed(d + 'deflated.npz', **x)
                """)).isEqualTo("['A', 'b/c', 'n'] [[1.0, 2.0], [3.0, 4.0]] [1.0, 1e+300, -0.0] [1, 255] uint8");
        for (String name : new String[] {"stored.npz", "deflated.npz"}) {
            SortedMap<String, NpyFormat.Array> back = NpzFile.read(folder.resolve(name));
            assertThat(back).containsOnlyKeys("u", "v", "w");
            assertThat(back.get("w").shape()).containsExactly(2, 3);
            assertThat(back.get("w").floats()).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(back.get("v").doubles()).containsExactly(2.5);
            assertThat(back.get("u").shape()).containsExactly(0, 4);
        }
    }

    @Test
    void theTimeZoneDoesNotMatter() throws IOException {
        TimeZone zone = TimeZone.getDefault();
        try {
            NpzFile.write(file, arrays());
            TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
            NpzFile.write(folder.resolve("y.npz"), arrays());
        } finally {
            TimeZone.setDefault(zone);
        }
        assertThat(file).hasSameBinaryContentAs(folder.resolve("y.npz"));
    }

    /** No flipped byte changes a number unnoticed; some, as those of a time stamp, mean nothing. */
    @Test
    void everyFlippedOrMissingByteGivesTheSameOrAnError() throws IOException {
        NpzFile.write(file, arrays());
        byte[] bytes = Files.readAllBytes(file);
        int refused = 0;
        for (int i = 0; i < bytes.length * 8; i++) {
            byte[] flipped = bytes.clone();
            flipped[i / 8] ^= (byte) (1 << i % 8);
            Files.write(file, flipped);
            try {
                SortedMap<String, NpyFormat.Array> back = NpzFile.read(file);
                assertThat(back).containsOnlyKeys("A", "b/c", "n");
                assertThat(back.get("b/c").doubles()).containsExactly(1, 1e300, -0.);
                assertThat(back.get("A").floats()).containsExactly(1, 2, 3, 4);
            } catch (StoreException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(4 * bytes.length);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertRefused("x.npz");
        }
    }

    @Test
    void refusesNamesThatLeadOut() throws IOException {
        for (String name : new String[] {"../A.npy", "/A.npy", "a/../../A.npy", "C:\\A.npy", "a//b.npy", "\u0001.npy", "./A.npy"}) {
            zip(Map.of(name, npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", 4)));
            assertRefused("not a name for an entry");
        }
    }

    @Test
    void refusesTwoEntriesOfOneName() throws IOException {
        NpzFile.write(file, new TreeMap<>(Map.of("A", arrays().get("A"), "B", arrays().get("A"))));
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("B.npy", "A.npy");
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
        assertRefused("two entries are named A.npy");
    }

    @Test
    void refusesABomb() throws IOException {
        zip(Map.of("A.npy", new byte[100_000_000]));
        assertThat(Files.size(file)).isLessThan(200_000);
        assertRefused("unpack to 100000000");
    }

    @Test
    void refusesHeadersThatLie() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "not understood");
        headers.put("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647), }", "more than");
        headers.put("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,), }", "more than");
        headers.put("{'descr': '<f4', 'fortran_order': False, 'shape': (1 2,), }", "more than");
        headers.put("{'descr': '<f4', 'fortran_order': False, 'shape': (" + "1,".repeat(33) + "), }", "more than");
        headers.put("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "expected little-endian");
        headers.put("{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }", "expected little-endian");
        headers.put("{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }", "expected little-endian");
        headers.put("{'descr': '<f4', 'fortran_order': False, 'shape': (5,), }", "more than");
        headers.put("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", "more bytes than");
        headers.put("__import__('os').system('true')", "not understood");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            byte[] bytes = npy(header.getKey(), 16);
            zip(Map.of("A.npy", bytes));
            assertRefused("A.npy", header.getValue());
        }
        byte[] large = Arrays.copyOf(NpyFormat.header("(" + ",".repeat(60_000), 65_530), 66_000);
        zip(Map.of("A.npy", large));
        assertRefused("A.npy", "not understood");
        zip(Map.of("A.npy", new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, 0, 0, 2, 0}));
        assertRefused("A.npy", "version 1.0");
        zip(Map.of("A.npy", new byte[0]));
        assertRefused("A.npy");
    }
}
