package org.plumbline.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.TestExperiments;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.plan.PlanCompiler;
import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;

class StoredRunTest {
    @TempDir
    private Path folder;

    @Test
    void showsWhatTheArchiveAndTheFolderHold() throws Exception {
        RunPlan plan = new PlanCompiler(TestExperiments.registry()).compile(TestExperiments.linearStack("2,4", 2), PlanOptions.defaults())
                .plan().orElseThrow();
        new RunService(TestExperiments.registry()).run(plan, new RunRequest(folder, RunRequest.LOCAL, 1, "text"), event -> { }, new RunControl());
        StoredRun run = StoredRun.open(folder);
        RunArchive archive = RunArchive.open(folder);
        assertThat(run.header()).isEqualTo(archive.header());
        assertThat(run.records()).isEqualTo(archive.records());
        assertThat(run.results()).isEqualTo(archive.results());
        assertThat(run.complete()).isTrue();
        for (TrialRecord record : run.records()) {
            RunFolder.forReading(folder).trial(record.id()).parameters().forEach((name, array) -> {
                try {
                    assertThat(run.parameters(record.id()).get(name).shape().extents()).isEqualTo(array.shape());
                    assertThat(run.parameters(record.id()).get(name).values().doubles(array.doubles().length)).isEqualTo(array.doubles());
                } catch (java.io.IOException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(run.parameters(record.id())).containsOnlyKeys("A", "b");
            assertThat(run.observations(record.id())).containsOnlyKeys("analysis");
            assertThat(run.observations(record.id()).get("analysis").scalars()).containsExactly("losses (sum)");
            assertThat(run.observations(record.id()).get("analysis").series("max(A)").orElseThrow().steps()).hasSize((int) record.steps());
            StoredRun one = run.only(record.id().substring(0, 10));
            assertThat(one.records()).containsExactly(record);
            assertThat(one.results()).isEmpty();
            assertThat(one.parameters(record.id())).containsOnlyKeys("A", "b");
        }
    }

    private StoredRun of(String... ids) throws StoreException {
        Path path = folder.resolve("run");
        RunFolder.forWriting(path);
        return new StoredRun(RunFolder.forWriting(path), new RunArchive(new RunHeader("n", "t", "i", ids.length, SortedMaps.immutable.empty()),
                Lists.immutable.with(ids).collect(id -> new TrialRecord(id, SortedMaps.immutable.empty(), 0, 1, TrialState.DONE, "", 0, 1, 1, 1,
                        DoubleLists.immutable.empty(), SortedMaps.immutable.empty())),
                Lists.immutable.empty(), true));
    }

    @Test
    void sixCharactersNameATrialIfNoOtherBeginsSo() throws Exception {
        StoredRun run = of("abcdef01", "abcdef02", "abcdeg03");
        assertThat(run.only("abcdeg").records().getOnly().id()).isEqualTo("abcdeg03");
        assertThat(run.only("abcdef01").records().getOnly().id()).isEqualTo("abcdef01");
        assertThatThrownBy(() -> run.only("abcdef")).isInstanceOf(InvalidInputException.class).hasMessageContaining("abcdef01, abcdef02")
                .hasMessageNotContaining("abcdeg03");
        assertThatThrownBy(() -> run.only("abcde")).isInstanceOf(InvalidInputException.class).hasMessageContaining("at least 6 characters");
        assertThatThrownBy(() -> run.only("fedcba")).isInstanceOf(InvalidInputException.class).hasMessageContaining("fedcba")
                .hasMessageContaining("there are abcdef01, abcdef02, abcdeg03");
        assertThatThrownBy(() -> of().only("fedcba")).isInstanceOf(InvalidInputException.class).hasMessageContaining("no trial has ended");
    }

    @Test
    void aFolderWithoutARunIsNamed() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> StoredRun.open(empty)).isInstanceOf(StoreException.class).hasMessageContaining(empty.toString());
    }
}
