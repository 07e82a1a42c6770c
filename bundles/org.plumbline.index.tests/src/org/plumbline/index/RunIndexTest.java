package org.plumbline.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;

/** The index says what the files say, whatever happened to either. */
class RunIndexTest {
    private final RandomStream random = new RandomStreams(System.nanoTime()).stream("index");
    @TempDir
    private Path folder;
    private Path runs;
    private Path cache;
    private RunIndex index;
    private final List<String> notices = new ArrayList<>();

    @BeforeEach
    void open() throws StoreException {
        runs = folder.resolve("project/runs");
        cache = folder.resolve("cache/index");
        index = RunIndex.open(cache);
    }

    @AfterEach
    void close() {
        index.close();
    }

    private static TrialQuery where(String... conditions) {
        return new TrialQuery(List.of(), List.of(conditions).stream().map(Condition::parse).toList());
    }

    private void refresh() throws StoreException {
        index.refresh(List.of(folder), notices::add);
    }

    private RunFolder tenTrials(String name) throws StoreException {
        RunFolder run = TestRuns.make(runs.resolve(name), name, 12);
        for (int i = 0; i < 10; i++) {
            TestRuns.inFolder(run, i, TestRuns.status(i, 1 << i, i == 3 ? "DIVERGED" : "DONE", 1.0 / (1 + i)));
        }
        return run;
    }

    @Test
    void listsAndFilters() throws StoreException {
        tenTrials("one");
        TestRuns.pack(TestRuns.make(runs.resolve("two"), "two", 40), 100, 140, "DONE");
        refresh();
        assertThat(notices).isEmpty();
        List<IndexedRun> all = index.runs(TrialQuery.ALL);
        assertThat(all).extracting(IndexedRun::name).containsExactly("one", "two");
        assertThat(all.get(0).states()).isEqualTo(Map.of("DONE", 9, "DIVERGED", 1));
        assertThat(all.get(0).planned()).isEqualTo(12);
        assertThat(all.get(0).started()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(index.count(TrialQuery.ALL)).isEqualTo(50);
        assertThat(index.count(where("run=one", "depth>=64"))).isEqualTo(4);
        assertThat(index.count(where("run=one", "architecture.depth>=64", "optimiser=SGD"))).isEqualTo(2);
        assertThat(index.count(where("state!=done"))).isEqualTo(1);
        assertThat(index.count(where("run=one", "scaling/maxNorm(A)<=0.1"))).isEqualTo(6);
        // null is no number: neither less nor more, but it is not equal
        assertThat(index.count(where("scaling/delta>0"))).isZero();
        assertThat(index.count(where("scaling/delta!=0"))).isEqualTo(50);
        assertThat(index.count(where("loss<1", "run=one"))).isEqualTo(8);
        assertThat(index.count(new TrialQuery(List.of(runs.resolve("two")), List.of()))).isEqualTo(40);
        assertThat(index.count(new TrialQuery(List.of(runs), List.of()))).isEqualTo(50);
        assertThat(index.count(new TrialQuery(List.of(folder.resolve("proj")), List.of()))).isZero();
        List<IndexedTrial> page = index.trials(where("run=one"), 2, 3);
        assertThat(page).extracting(IndexedTrial::depth).containsExactly(4, 8, 16);
        assertThat(page.get(1).state()).isEqualTo("DIVERGED");
        assertThat(page.get(1).loss()).isNaN();
        assertThat(page.get(0).cell()).isEqualTo("architecture.depth=4 optimiser=sgd");
        assertThat(index.names()).contains("depth", "architecture.depth", "scaling/maxNorm(A)");
        assertThatThrownBy(() -> index.count(where("lr=1"))).isInstanceOf(InvalidInputException.class).hasMessageContaining("'lr'")
                .hasMessageContaining("architecture.depth");
        assertThatThrownBy(() -> Condition.parse("depth>x")).hasMessageContaining("expected a number after >");
        assertThatThrownBy(() -> Condition.parse("depth")).hasMessageContaining("'depth'");
        assertThatThrownBy(() -> index.refresh(List.of(folder.resolve("none")), notices::add)).hasMessageContaining("no such folder");
    }

    /** What an index that has followed says is what a new one says, after any sequence of changes. */
    @Test
    void followsWhatChanges() throws Exception {
        RunFolder run = tenTrials("one");
        refresh();
        for (int step = 0; step < 60; step++) {
            int trial = random.nextInt(20);
            switch (random.nextInt(8)) {
                case 0 -> TestRuns.pack(run, trial, trial + 5, random.nextInt(2) == 0 ? "DONE" : "DIVERGED");
                case 1 -> TestRuns.reopen(run, trial);
                case 2 -> run.trial(TestRuns.id(trial)).writeVerdict(TestRuns.status(trial, step, "FAILED", 1));
                case 3 -> TestRuns.age(run);
                case 4 -> run.trial(TestRuns.id(trial)).begin();
                case 5 -> TestRuns.make(runs.resolve("r" + trial), "run " + step, step);
                default -> TestRuns.inFolder(run, trial, TestRuns.status(trial, step, "DONE", step));
            }
            refresh();
            assertSameAsNew("after step " + step);
        }
        assertThat(notices).isEmpty();
        delete(runs.resolve("one"));
        refresh();
        assertSameAsNew("after deletion");
    }

    private void assertSameAsNew(String when) throws StoreException {
        try (RunIndex fresh = RunIndex.open(folder.resolve("cache/fresh" + random.nextInt(Integer.MAX_VALUE)))) {
            fresh.refresh(List.of(folder), notices::add);
            assertThat(TestRuns.content(index)).as(when).isEqualTo(TestRuns.content(fresh));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void aRunThatCannotBeReadIsNamedAndLeftOut() throws Exception {
        tenTrials("one");
        tenTrials("two");
        Files.writeString(runs.resolve("one/run.json"), "{");
        refresh();
        assertThat(notices).singleElement().asString().contains("one/run.json").contains("not the description of a run");
        assertThat(index.runs(TrialQuery.ALL)).extracting(IndexedRun::name).containsExactly("two");
    }

    /** A header, a page, a truncation, garbage, another program's file: the index is made anew and says what it said. */
    @Test
    void aDamagedFileIsThrownAway() throws Exception {
        for (int i = 0; i < 40; i++) {
            TestRuns.pack(TestRuns.make(runs.resolve("r" + i), "r" + i, 60), 100 * i, 100 * i + 50, "DONE");
        }
        refresh();
        Map<String, String> expected = TestRuns.content(index);
        index.close();
        Path file = cache.resolve("index-1.sqlite");
        byte[] good = Files.readAllBytes(file);
        int page = 4096;
        for (int kind = 0; kind < 12; kind++) {
            byte[] bad = good.clone();
            switch (kind % 4) {
                case 0 -> bad = Arrays.copyOf(bad, random.nextInt(bad.length));
                case 1 -> bad = ("garbage " + kind).repeat(1000).getBytes();
                case 2 -> Arrays.fill(bad, 0, page, (byte) (1 + random.nextInt(255)));
                default -> {
                    int from = page * (1 + random.nextInt(bad.length / page - 1));
                    Arrays.fill(bad, from, from + page, (byte) 0xff);
                }
            }
            Files.write(file, bad);
            index = RunIndex.open(cache);
            refresh();
            assertThat(TestRuns.content(index)).as("kind " + kind).isEqualTo(expected);
            index.close();
            delete(cache);
            Files.createDirectories(cache);
            Files.write(file, good);
        }
        index = RunIndex.open(cache);
    }

    @Test
    void anotherProcessMayThrowTheFileAway() throws Exception {
        tenTrials("one");
        refresh();
        Map<String, String> expected = TestRuns.content(index);
        IndexFile.throwAway(cache);
        assertThat(TestRuns.content(index)).isEqualTo(expected);
        IndexFile.throwAway(cache);
        refresh();
        assertThat(TestRuns.content(index)).isEqualTo(expected);
    }

    /** Another process writes, holds the lock for a while, and now and then throws the file away. */
    @Test
    void twoProcessesUseItAtOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            tenTrials("r" + i);
        }
        refresh();
        Map<String, String> expected = TestRuns.content(index);
        Process other = OtherProcess.start(cache);
        try (RunIndex second = RunIndex.open(cache)) {
            int looks = 0;
            while (other.isAlive() || looks < 5) {
                for (RunIndex each : List.of(index, second)) {
                    each.refresh(List.of(folder), notices::add);
                    assertThat(TestRuns.content(each)).isEqualTo(expected);
                    looks++;
                }
            }
            assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip()).isEqualTo("done");
            assertThat(notices).isEmpty();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void whereNothingCanBeWrittenItIsMadeInMemory() throws Exception {
        tenTrials("one");
        Path blocked = Files.writeString(folder.resolve("blocked"), "");
        System.setProperty(IndexFile.PROPERTY, blocked.resolve("index").toString());
        try (RunIndex memory = RunIndex.ofUser(notices::add)) {
            assertThat(notices).singleElement().asString().contains("cannot open the index").contains("all runs are read again");
            memory.refresh(List.of(runs), notices::add);
            assertThat(memory.count(TrialQuery.ALL)).isEqualTo(10);
        } finally {
            System.clearProperty(IndexFile.PROPERTY);
        }
    }
}
