package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No space left, then space again: nothing that was accepted is lost, in the same process. */
class DiskFullTest {
    private static final int LAYERS = 1000;
    private static final int STEPS = 500;
    @TempDir(factory = MemoryFolder.class)
    private Path folder;

    private interface Space {
        void free() throws IOException;
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    /** On a real file system of 2 MB, where the test may mount one. */
    @Test
    void goesOnWhenSpaceReturns() throws Exception {
        boolean mounted;
        try {
            mounted = run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder.toString());
        } catch (IOException e) {
            mounted = false;
        }
        Assumptions.assumeTrue(mounted, "this user may not mount a tmpfs");
        try {
            Path ballast = folder.resolve("ballast");
            Files.write(ballast, new byte[1_500_000]);
            fillAndGoOn(folder.resolve("run"), () -> {
                try (FileChannel channel = FileChannel.open(ballast, java.nio.file.StandardOpenOption.WRITE)) {
                    channel.truncate(0);
                }
                Files.delete(ballast);
            }, 400);
        } finally {
            assertThat(run("umount", "-l", folder.toString())).isTrue();
        }
    }

    /** On a file system that only says so, with writes cut short. */
    @Test
    void goesOnWhenAProviderSaysSo() throws IOException {
        FaultPlan plan = new FaultPlan().withShortWrites();
        plan.room(300_000);
        Path faulty = FaultFileSystem.over(Files.createDirectory(folder.resolve("run")), plan);
        fillAndGoOn(faulty, () -> plan.room(Long.MAX_VALUE), STEPS);
    }

    private static void fillAndGoOn(Path run, Space space, int steps) throws IOException {
        int refused = 0;
        Files.createDirectories(run);
        try (LayerSeriesWriter series = LayerSeries.write(run, "x", LAYERS, NpyFormat.Type.FLOAT32);
                ScalarLog scalars = ScalarLog.open(run.resolve("scalars"))) {
            for (long step = 0; step < steps / 2; step++) {
                for (boolean accepted = false; !accepted;) {
                    try {
                        series.append(step, LayerSeriesTest.row(step, LAYERS));
                        accepted = true;
                        scalars.append(scalars.quantity("loss"), step, step);
                        series.flush();
                        scalars.flush();
                    } catch (DiskFullException e) {
                        refused++;
                        assertThat(e.getMessage()).contains("no space left on").contains(e.fileSystem()).doesNotContain("\n");
                        int before = accepted ? (int) step : (int) step - 1;
                        assertThat(LayerSeriesTest.rows(FaultFileSystem.real(run), "x", LAYERS, 1)).isLessThanOrEqualTo(before + 1);
                        assertThatThrownBy(() -> new Checkpoints(run.resolve("ckpt")).write(large())).isInstanceOf(
                                DiskFullException.class).hasMessageContaining("missing");
                        assertThat(FaultFileSystem.real(run).resolve("ckpt")).isEmptyDirectory();
                        space.free();
                    }
                }
            }
            assertThat(refused).isPositive();
        }
        assertThat(LayerSeriesTest.rows(FaultFileSystem.real(run), "x", LAYERS, 1)).isEqualTo(steps / 2);
    }

    private static Checkpoint large() {
        return new Checkpoint(1, "{}", new TreeMap<>(Map.of("w", NpyFormat.Array.of(new int[] {400_000}, new float[400_000]))),
                new TreeMap<>());
    }
}
