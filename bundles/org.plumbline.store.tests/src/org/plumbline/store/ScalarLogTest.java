package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalarLogTest {
    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void setUp() {
        file = folder.resolve("scalars.dlt");
    }

    private static void append(ScalarLog log, String name, long first, long end) throws IOException {
        for (long step = first; step < end; step++) {
            log.append(log.quantity(name), step, Math.sin(step));
        }
    }

    private static void assertSteps(ScalarColumns.Column column, long end) {
        assertThat(column.steps()).containsExactly(LongStream.range(0, end).toArray());
        assertThat(column.values()).containsExactly(LongStream.range(0, end).mapToDouble(Math::sin).toArray());
    }

    @Test
    void readsBackInColumns() throws IOException {
        assertThat(ScalarLog.read(file).names()).isEmpty();
        try (ScalarLog log = ScalarLog.open(file)) {
            append(log, "loss", 0, 5000);
            append(log, "Größe", 0, 3);
            log.append(log.quantity("loss/test"), -7, Double.NaN);
        }
        try (ScalarLog log = ScalarLog.open(file)) {
            append(log, "loss", 5000, 5001);
        }
        ScalarColumns columns = ScalarLog.read(file);
        assertThat(columns.names()).containsExactly("loss", "Größe", "loss/test");
        assertSteps(columns.column("loss"), 5001);
        assertSteps(columns.column("Größe"), 3);
        assertThat(columns.column("loss/test").steps()).containsExactly(-7);
        assertThat(columns.column("loss/test").values()).containsExactly(Double.NaN);
        assertThat(columns.column("nothing").size()).isZero();
    }

    @Test
    void aFollowerSeesARewind() throws IOException {
        try (ScalarLog log = ScalarLog.open(file)) {
            append(log, "loss", 0, 100);
            log.flush();
            ScalarColumns columns = ScalarLog.read(file);
            assertSteps(columns.column("loss"), 100);
            append(log, "loss", 100, 120);
            log.truncateAfter(59);
            append(log, "loss", 60, 70);
            log.flush();
            assertThat(columns.refresh()).isEqualTo(FrameLog.State.END);
            assertSteps(columns.column("loss"), 70);
            assertSteps(ScalarLog.read(file).column("loss"), 70);
        }
    }

    @Test
    void everyFlippedOrMissingByteLeavesAPrefix() throws IOException {
        try (ScalarLog log = ScalarLog.open(file)) {
            for (int i = 0; i < 4; i++) {
                append(log, "loss", i * 2, i * 2 + 2);
                log.flush();
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i++) {
            byte[] flipped = bytes.clone();
            flipped[i] ^= 16;
            for (byte[] damaged : new byte[][] {flipped, Arrays.copyOf(bytes, i)}) {
                Files.write(file, damaged);
                ScalarColumns.Column column = ScalarLog.read(file).column("loss");
                assertThat(column.size()).isLessThanOrEqualTo(6);
                assertSteps(column, column.size());
            }
        }
    }

    @Test
    void refusesWhatIsNoPoint() throws IOException {
        try (ScalarLog log = ScalarLog.open(file)) {
            assertThatThrownBy(() -> log.append(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> log.quantity("")).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
