package org.plumbline.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.finding.InvalidInputException;

class IdxFileTest {
    @TempDir
    private Path folder;

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static void assertRefused(Path path, int rank, String... parts) {
        assertThatThrownBy(() -> {
            IdxFile file = IdxFile.open(path, rank);
            file.read(file.extent(0));
        }).isInstanceOf(InvalidInputException.class).hasMessageContaining(path.toString()).hasMessageContainingAll(parts)
                .hasMessageNotContaining("\n");
    }

    @Test
    void plainAndCompressedGiveTheSame() throws IOException {
        byte[] content = IdxFiles.images(3, "x");
        IdxFile plain = IdxFile.open(write("a", content), 3);
        IdxFile compressed = IdxFile.open(write("a.gz", IdxFiles.gzip(content)), 3);
        assertThat(plain.extentsText()).isEqualTo("3 x 28 x 28");
        assertThat(plain.read(3)).containsExactly(Arrays.copyOfRange(content, 16, content.length));
        assertThat(compressed.read(3)).containsExactly(plain.read(3));
        assertThat(compressed.read(2)).containsExactly(Arrays.copyOf(plain.read(3), 2 * 784));
    }

    @Test
    void digestIsThatOfTheContent() throws Exception {
        byte[] content = IdxFiles.labels(9, "x");
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(content);
        for (Path path : new Path[] {write("a", content), write("a.gz", IdxFiles.gzip(content))}) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            IdxFile.open(path, 1).digest(digest);
            assertThat(digest.digest()).containsExactly(expected);
        }
    }

    @Test
    void refusesAnotherKindOfFile() throws IOException {
        assertRefused(write("labels", IdxFiles.labels(5, "x")), 3, "0x00000801", "expected 0x00000803");
        assertRefused(write("text", "this is not an IDX file".getBytes()), 1, "0x74686973");
        assertRefused(write("floats", IdxFiles.idx(0xD01, new byte[20], 5)), 1, "0x00000D01");
        assertRefused(write("raw.gz", IdxFiles.labels(5, "x")), 1, "cannot be decompressed");
    }

    @Test
    void refusesEveryTruncation() throws IOException {
        byte[] content = IdxFiles.labels(30, "x");
        for (int length = 0; length < content.length; length++) {
            byte[] cut = Arrays.copyOf(content, length);
            assertRefused(write("cut", cut), 1, length < 8 ? "ends within the header" : "promises 30 = 38 bytes in all, but the"
                    + " file has " + length);
            assertRefused(write("cut.gz", IdxFiles.gzip(cut)), 1, "cut.gz: ");
        }
        byte[] compressed = IdxFiles.gzip(content);
        for (int length = 0; length < compressed.length; length++) {
            assertRefused(write("cut.gz", Arrays.copyOf(compressed, length)), 1, "cut.gz: ");
        }
    }

    @Test
    void refusesWhatComesBehindTheEnd() throws IOException {
        byte[] content = Arrays.copyOf(IdxFiles.labels(30, "x"), 40);
        assertRefused(write("long", content), 1, "30", "40");
        assertRefused(write("long.gz", IdxFiles.gzip(content)), 1, "promises 30 = 30 values, found more");
    }

    /** Headers that promise terabytes: refused by the length of the file, before any array is made. */
    @Test
    void refusesHostileHeaders() throws IOException {
        int most = Integer.MAX_VALUE;
        assertRefused(write("huge", IdxFiles.idx(0x803, new byte[100], most, most, most)), 3, "promises");
        assertRefused(write("huge.gz", IdxFiles.gzip(IdxFiles.idx(0x803, new byte[100], most, 28, 28))), 3, "cannot hold them");
        assertRefused(write("negative", IdxFiles.idx(0x801, new byte[4], -4)), 1, "extent 1 of 1", "found -4");
        assertRefused(write("none", IdxFiles.idx(0x801, new byte[0], 0)), 1, "found 0");
    }

    /** A compressed file of 3 MB could hold 2 GB, as its header says; they would not fit one array. */
    @Test
    void refusesMoreThanOneArrayHolds() throws IOException {
        byte[] header = IdxFiles.gzip(IdxFiles.idx(0x803, new byte[0], 3_000_000, 28, 28));
        assertRefused(write("large.gz", Arrays.copyOf(header, 3_000_000)), 3, "3000000 x 28 x 28", "more than 2147483639 values cannot be read");
    }

    /** 64 MiB of zeros in 64 KiB behind a header that promises 5 values: reading stops soon behind the fifth. */
    @Test
    void doesNotUnpackMoreThanPromised() throws IOException {
        byte[] bomb = IdxFiles.gzip(IdxFiles.idx(0x801, new byte[1 << 26], 5));
        assertRefused(write("bomb.gz", bomb), 1, "promises 5 = 5 values, found more");
    }

    @Test
    void corruptCompressedDataIsSeen() throws IOException {
        byte[] compressed = IdxFiles.gzip(IdxFiles.images(2, "x"));
        compressed[compressed.length - 6] ^= 1; // a bit of the checksum
        assertRefused(write("corrupt.gz", compressed), 3, "cannot be decompressed");
    }
}
