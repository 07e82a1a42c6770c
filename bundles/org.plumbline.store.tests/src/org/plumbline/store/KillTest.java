package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers are killed at random moments, and begin again where the files end: no step that was acknowledged is lost. */
class KillTest {
    private static final int KILLS = Integer.getInteger("plumbline.kills", 20);
    private static final int LAYERS = 50;
    @TempDir
    private Path folder;

    /** Writes all kinds of records of one step after the other, and says each step after it was flushed. */
    static final class Writer {
        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            try (Ownership mine = Ownership.take(folder);
                    LayerSeriesWriter series = LayerSeries.write(folder, "x", LAYERS, NpyFormat.Type.FLOAT32);
                    ScalarLog scalars = ScalarLog.open(folder.resolve("scalars.dlt"));
                    TrialPack pack = TrialPack.open(folder.resolve("pack.dlt"))) {
                GroupForce.ofProcess().add(series);
                GroupForce.ofProcess().add(scalars);
                Checkpoints checkpoints = new Checkpoints(folder.resolve("ckpt"));
                long start = checkpoints.latest().map(Checkpoint::step).orElse(0L);
                series.truncateAfter(start - 1);
                scalars.truncateAfter(start - 1);
                mine.check();
                for (long step = start;; step++) {
                    series.append(step, LayerSeriesTest.row(step, LAYERS));
                    scalars.append(scalars.quantity("loss"), step, LayerSeriesTest.value(step, 1));
                    pack.append("t" + step, "{\"step\": " + step + "}", Map.of());
                    series.flush();
                    scalars.flush();
                    pack.flush();
                    System.out.println("step " + step);
                    if (step % 50 == 49) {
                        checkpoints.write(new Checkpoint(step + 1, "{}", new TreeMap<>(Map.of("w",
                                NpyFormat.Array.of(new int[] {LAYERS}, LayerSeriesTest.row(step, LAYERS)))), new TreeMap<>()));
                        System.out.println("checkpoint " + (step + 1));
                    }
                }
            }
        }
    }

    @Test
    void noAcknowledgedStepIsLost() throws Exception {
        long checkpoint = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            ChildJvm child = ChildJvm.start(List.of("-Xmx64m"), Writer.class, folder.toString());
            long step = -1;
            int lines = ThreadLocalRandom.current().nextInt(1, 300);
            String line = null;
            for (int i = 0; i < lines || checkpoint == 0; i++) {
                line = child.readLine();
                assertThat(line).matches("(step|checkpoint) [0-9]+");
                long number = Long.parseLong(line.substring(line.indexOf(' ') + 1));
                if (line.startsWith("step")) {
                    step = number;
                } else {
                    checkpoint = number;
                }
            }
            child.kill();
            for (line = child.readLine(); line != null && line.matches("(step|checkpoint) [0-9]+"); line = child.readLine()) {
                // what it had said before the kill reached it was acknowledged too; the last line may be cut off
                long number = Long.parseLong(line.substring(line.indexOf(' ') + 1));
                if (line.startsWith("step") && number == step + 1) {
                    step = number;
                } else if (line.startsWith("checkpoint") && number == step + 1) {
                    checkpoint = number;
                }
            }
            child.waitFor();
            check(step, checkpoint);
        }
    }

    private void check(long step, long checkpoint) throws IOException {
        assertThat(LayerSeriesTest.rows(folder, "x", LAYERS, 1)).isGreaterThan((int) step);
        ScalarColumns.Column loss = ScalarLog.read(folder.resolve("scalars.dlt")).column("loss");
        assertThat(loss.size()).isGreaterThan((int) step);
        for (int i = 0; i < loss.size(); i++) {
            assertThat(loss.steps()[i]).isEqualTo(i);
            assertThat(loss.values()[i]).isEqualTo(LayerSeriesTest.value(i, 1));
        }
        TrialPackIndex pack = TrialPack.read(folder.resolve("pack.dlt"));
        assertThat(pack.trial("t" + Math.max(0, step)).orElseThrow().status()).isEqualTo("{\"step\": " + Math.max(0, step) + "}");
        Checkpoint found = Checkpoints.look(folder.resolve("ckpt")).orElseThrow();
        assertThat(found.step()).isGreaterThanOrEqualTo(checkpoint);
        assertThat(found.arrays().get("w").floats()).containsExactly(LayerSeriesTest.row(found.step() - 1, LAYERS));
        assertThat(Ownership.holder(folder)).isEmpty();
    }
}
