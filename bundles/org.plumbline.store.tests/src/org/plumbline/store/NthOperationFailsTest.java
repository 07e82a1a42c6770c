package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The n-th input or output operation fails, for every n: what is there is a valid prefix, and one can go on. */
class NthOperationFailsTest {
    @TempDir(factory = MemoryFolder.class)
    private Path temporary;
    private int runs;

    private interface Scenario {
        void run(Path real, Path faulty, FaultPlan plan) throws IOException;
    }

    /** @param failures how many operations fail in a row; 0: all from the n-th on, until the scenario heals the plan */
    private void forEveryN(int failures, Scenario scenario) throws IOException {
        for (boolean shortWrites : new boolean[] {false, true}) {
            long n = 1;
            FaultPlan plan;
            do {
                plan = new FaultPlan().counting(EnumSet.allOf(FaultPlan.Operation.class));
                plan = shortWrites ? plan.withShortWrites() : plan;
                Path real = Files.createDirectory(temporary.resolve("run" + runs++));
                plan.fail(n, failures == 0 ? Long.MAX_VALUE : failures);
                scenario.run(real, FaultFileSystem.over(real, plan), plan);
                n++;
            } while (plan.wasReached());
            assertThat(n).as("operations that were made to fail").isGreaterThan(5);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void ofACheckpoint(int failures) throws IOException {
        forEveryN(failures, (real, faulty, plan) -> {
            new Checkpoints(real).write(CheckpointsTest.at(10));
            new Checkpoints(real).write(CheckpointsTest.at(20));
            Checkpoints checkpoints = new Checkpoints(faulty);
            long newest = 20;
            try {
                checkpoints.write(CheckpointsTest.at(30));
                newest = 30;
            } catch (StoreException e) {
                assertThat(e.getMessage()).contains(real.toString()).doesNotContain("\n");
            }
            assertThat(Checkpoints.look(real).orElseThrow().step()).isBetween(newest, 30L);
            try {
                checkpoints.latest();
            } catch (StoreException e) {
                assertThat(e.getMessage()).contains(real.toString()).doesNotContain("\n");
            }
            plan.heal();
            assertThat(checkpoints.latest().orElseThrow().step()).isBetween(newest, 30L);
            checkpoints.write(CheckpointsTest.at(40));
            assertThat(checkpoints.latest().orElseThrow().step()).isEqualTo(40);
            try (Stream<Path> files = Files.list(real)) {
                assertThat(files).hasSize(4);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void ofALog(int failures) throws IOException {
        forEveryN(failures, (real, faulty, plan) -> {
            Path file = real.resolve("log");
            try (FrameLog log = FrameLog.open(file)) {
                log.append(0, 0, 0, new byte[10]);
            }
            Files.write(file, new byte[5], java.nio.file.StandardOpenOption.APPEND); // as a kill leaves it
            FrameLog log = persist(plan, () -> FrameLog.open(faulty.resolve("log")));
            for (int step = 1; step <= 8; step++) {
                byte[] payload = new byte[step % 3 == 0 ? 70_000 : 30_000];
                int at = step;
                persist(plan, () -> {
                    log.append(at, 0, at, payload);
                    return null;
                });
                persist(plan, () -> {
                    if (at % 4 == 0) {
                        log.force();
                    } else if (at % 2 == 0) {
                        log.flush();
                    }
                    return null;
                });
                assertThat(steps(file)).as("after step " + step).isSubsetOf(upTo(step)).hasSizeGreaterThan(step - 3);
            }
            persist(plan, () -> {
                log.force();
                return null;
            });
            log.close();
            assertThat(steps(file)).isEqualTo(upTo(8));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void ofTakingAFolder(int failures) throws IOException {
        forEveryN(failures, (real, faulty, plan) -> {
            Ownership mine = persist(plan, () -> Ownership.take(faulty));
            plan.heal();
            assertThat(Ownership.holder(real)).isPresent();
            mine.close();
            assertThat(Ownership.holder(real)).isEmpty();
            Ownership.take(real).close();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void ofALayerSeries(int failures) throws IOException {
        forEveryN(failures, (real, faulty, plan) -> {
            try (LayerSeriesWriter writer = LayerSeries.write(real, "x", 3, NpyFormat.Type.FLOAT32)) {
                for (long step = 0; step < 62; step++) {
                    writer.append(step, LayerSeriesTest.row(step, 3));
                }
            }
            LayerSeriesWriter writer = persist(plan, () -> LayerSeries.write(faulty, "x", 3, NpyFormat.Type.FLOAT32));
            for (long step = 62; step < 68; step++) {
                long at = step;
                persist(plan, () -> {
                    writer.append(at, LayerSeriesTest.row(at, 3));
                    return null;
                });
                persist(plan, () -> {
                    writer.flush();
                    return null;
                });
                assertThat(LayerSeriesTest.rows(real, "x", 3, 1)).isEqualTo((int) step + 1);
                if (step == 65) {
                    persist(plan, () -> {
                        writer.force();
                        return null;
                    });
                }
            }
            plan.heal();
            writer.close();
            assertThat(LayerSeriesTest.rows(real, "x", 3, 1)).isEqualTo(68);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void ofATruncatedLayerSeries(int failures) throws IOException {
        forEveryN(failures, (real, faulty, plan) -> {
            try (LayerSeriesWriter writer = LayerSeries.write(real, "x", 3, NpyFormat.Type.FLOAT32)) {
                for (long step = 0; step < 150; step++) {
                    writer.append(step, LayerSeriesTest.row(step, 3));
                }
            }
            boolean truncated = false;
            try (LayerSeriesWriter writer = LayerSeries.write(faulty, "x", 3, NpyFormat.Type.FLOAT32)) {
                writer.truncateAfter(99);
                truncated = true;
            } catch (StoreException e) {
                assertThat(e.getMessage()).contains(real.toString()).doesNotContain("\n");
            }
            plan.heal();
            try (LayerSeriesWriter writer = LayerSeries.write(faulty, "x", 3, NpyFormat.Type.FLOAT32)) {
                assertThat(LayerSeriesTest.rows(real, "x", 3, 1)).isIn(truncated ? new Object[] {100} : new Object[] {100, 150});
                writer.truncateAfter(99);
                writer.append(100, LayerSeriesTest.row(100, 3));
            }
            assertThat(LayerSeriesTest.rows(real, "x", 3, 1)).isEqualTo(101);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void ofAScalarLogAndAPack(int failures) throws IOException {
        forEveryN(failures, (real, faulty, plan) -> {
            ScalarLog scalars = persist(plan, () -> ScalarLog.open(faulty.resolve("scalars")));
            TrialPack pack = persist(plan, () -> TrialPack.open(faulty.resolve("pack")));
            for (long step = 1; step <= 4; step++) {
                long at = step;
                for (int i = 0; i < 900; i++) {
                    int index = i;
                    persist(plan, () -> {
                        scalars.append(scalars.quantity("loss " + at), at * 1000 + index, at + 1. / index);
                        return null;
                    });
                }
                persist(plan, () -> {
                    pack.append("trial " + at, "{}", Map.of("A", NpyFormat.Array.of(new int[] {2}, new double[] {at, 1})));
                    return null;
                });
                persist(plan, () -> {
                    scalars.flush();
                    return null;
                });
                persist(plan, () -> {
                    pack.force();
                    return null;
                });
                ScalarColumns columns = ScalarLog.read(real.resolve("scalars"));
                assertThat(columns.names()).hasSize((int) step);
                assertThat(columns.column("loss " + step).size()).isEqualTo(900);
                assertThat(TrialPack.read(real.resolve("pack")).ids()).hasSize((int) step);
            }
            plan.heal();
            scalars.close();
            pack.close();
        });
    }

    interface Call<T> {
        T call() throws StoreException;
    }

    /** Calls again as long as it fails cleanly; the fault ends by itself or after some tries. */
    static <T> T persist(FaultPlan plan, Call<T> call) throws IOException {
        for (int tries = 1;; tries++) {
            try {
                return call.call();
            } catch (StoreException e) {
                assertThat(e.getMessage()).doesNotContain("\n");
                assertThat(tries).as(e.getMessage()).isLessThan(10);
                if (tries == 4) {
                    plan.heal();
                }
            }
        }
    }

    private static List<Long> steps(Path file) throws IOException {
        List<Long> steps = new ArrayList<>();
        FrameLog.read(file, 0, frame -> steps.add(frame.step()));
        return steps;
    }

    private static List<Long> upTo(long last) {
        return Stream.iterate(0L, step -> step + 1).limit(last + 1).toList();
    }
}
