package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObservationLogTest {
    @TempDir
    Path folder;

    private Path first() {
        return folder.resolve("first");
    }

    private static double value(long step, int layer) {
        return step + layer / 8.0;
    }

    private void write(ObservationLog log, long from, long to) throws StoreException {
        for (long step = from; step < to; step++) {
            log.scalar("loss (\u03bc)", step, step * 0.5);
            log.layers("norm(delta*A)", step, new double[] {value(step, 0), value(step, 1), value(step, 2)});
        }
    }

    private static void check(Path folder, long steps) throws StoreException {
        ObservationReader reader = ObservationReader.open(folder);
        assertThat(reader.scalars()).containsExactly("loss (\u03bc)");
        assertThat(reader.scalar("loss (\u03bc)").steps()).hasSize((int) steps);
        assertThat(reader.series()).containsExactly("norm(delta*A)");
        try (LayerSeriesReader layers = reader.series("norm(delta*A)")) {
            assertThat(layers.steps()).hasSize((int) steps);
            for (int step = 0; step < steps; step++) {
                assertThat(layers.steps()[step]).isEqualTo(step);
                assertThat(layers.row(step)).containsExactly(value(step, 0), value(step, 1), value(step, 2));
                assertThat(reader.scalar("loss (\u03bc)").values()[step]).isEqualTo(step * 0.5);
            }
        }
    }

    @Test
    void readsWhatWasObserved() throws Exception {
        try (ObservationLog log = ObservationLog.open(first())) {
            write(log, 0, 150);
        }
        check(first(), 150);
        assertThat(ObservationLog.analyses(folder)).containsExactly("first");
    }

    @Test
    void aLaterAttemptTakesOverUpToItsCheckpoint() throws Exception {
        for (long step : new long[] {0, 1, 63, 64, 65, 128, 149}) {
            Path earlier = folder.resolve("earlier " + step);
            ObservationLog killed = ObservationLog.open(earlier);
            write(killed, 0, 150);
            killed.force();
            Path later = folder.resolve("later " + step);
            try (ObservationLog log = ObservationLog.continuing(earlier, later, step - 1)) {
                write(log, step, 170);
            }
            check(later, 170);
            check(earlier, 150);
            killed.close();
        }
    }

    @Test
    void aTornTailOfTheEarlierAttemptIsNoHindrance() throws IOException {
        ObservationLog killed = ObservationLog.open(first());
        write(killed, 0, 70);
        killed.close();
        Files.write(first().resolve(ObservationLog.SCALARS), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        try (ObservationLog log = ObservationLog.continuing(first(), folder.resolve("second"), 69)) {
            write(log, 70, 71);
        }
        check(folder.resolve("second"), 71);
    }

    @Test
    void nothingObservedIsNothingRead() throws StoreException {
        ObservationReader reader = ObservationReader.open(first());
        assertThat(reader.scalars()).isEmpty();
        assertThat(reader.series()).isEmpty();
        assertThat(ObservationLog.analyses(folder.resolve("none"))).isEmpty();
        ObservationLog.continuing(folder.resolve("none"), first(), 5).close();
        assertThat(first()).doesNotExist();
    }
}
