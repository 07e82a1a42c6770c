package org.plumbline.runners.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.list.ImmutableList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.plan.ArchitecturePlan;
import org.plumbline.engine.plan.ComponentPlan;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.spi.Runner;
import org.plumbline.engine.spi.RunnerException;
import org.plumbline.engine.trial.Culprit;
import org.plumbline.engine.trial.TrialRequest;

/** What becomes of trials whose process ends, and of the others. */
@Timeout(120)
class PoolTest {
    private static final double NO_HANG = 60;

    /** Remembers what it is told. */
    private static final class Heard extends StubWork {
        private final List<String> started = Collections.synchronizedList(new ArrayList<>());
        private final List<String> done = Collections.synchronizedList(new ArrayList<>());
        private final Map<String, String> lost = Collections.synchronizedMap(new TreeMap<>());
        private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void started(TrialPlan trial) {
            started.add(trial.id());
        }

        @Override
        public void ended(TrialPlan trial, TrialRecord record) {
            done.add(trial.id());
        }

        @Override
        public void lost(TrialPlan trial, String cause) {
            lost.put(trial.id(), cause);
        }

        @Override
        public void notice(String text) {
            notices.add(text);
        }
    }

    private static ImmutableList<TrialPlan> trials(long... seeds) {
        ComponentPlan part = new ComponentPlan("part", ContributionKind.DATASET, "any", "1", Settings.of(Map.of()));
        return Lists.immutable.fromStream(Arrays.stream(seeds).mapToObj(seed -> TrialPlan.of(
                SortedMaps.immutable.with("n", Integer.toString(Arrays.binarySearch(seeds, seed))), seed, part, "",
                new ArchitecturePlan.Family(part), part, part, part, part, Lists.immutable.empty(), "auto", Memory.NONE, 1, 1)));
    }

    private static Heard run(ImmutableList<TrialPlan> trials, int workers, double hangSeconds, String... arguments) throws Exception {
        Heard heard = new Heard();
        pool(trials, workers, heard, hangSeconds, arguments).run();
        return heard;
    }

    private static Pool pool(ImmutableList<TrialPlan> trials, int workers, Runner.Work work, double hangSeconds, String... arguments) {
        return new Pool(trials, workers, work, () -> {
            List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx64m", "-cp",
                    WorkerClassPath.text(), FakeWorker.class.getName()));
            command.addAll(List.of(arguments));
            return new ProcessBuilder(command).start();
        }, hangSeconds);
    }

    @ParameterizedTest
    @CsvSource({"3, Java's heap was full, 2", "134, crashed in native code, 2", "139, crashed in native code, 2", "137, was killed, 3",
        "143, was told to end, 3", "1, ended with an error, 2"})
    void aTrialThatTakesItsProcessWithItIsNamedAndTheOthersGoOn(int exitCode, String cause, int attempts) throws Exception {
        ImmutableList<TrialPlan> trials = trials(exitCode, 0);
        Heard heard = run(trials, 1, NO_HANG);
        String bad = trials.get(0).id();
        assertThat(heard.done).containsExactly(trials.get(1).id());
        assertThat(heard.lost).containsOnlyKeys(bad);
        assertThat(heard.lost.get(bad)).contains(cause).contains("exit code " + exitCode).contains(attempts + " times");
        assertThat(heard.started.stream().filter(bad::equals)).hasSize(attempts);
        assertThat(heard.notices).hasSize(attempts - 1);
    }

    @Test
    void aTrialThatMakesNoStepIsEnded() throws Exception {
        ImmutableList<TrialPlan> trials = trials(FakeWorker.HANGS, 0);
        Heard heard = run(trials, 1, 6);
        assertThat(heard.lost.get(trials.get(0).id())).startsWith("at Some.loop(Some.java:7): the process made no step");
        assertThat(heard.done).containsExactly(trials.get(1).id());
    }

    /** The same with faults that happen, of which Java itself tells in its own words, on whichever stream. */
    @ParameterizedTest
    @CsvSource({"1001, Java's heap was full (exit code 3) 2 times", "1002, crashed in native code (exit code 134) 2 times",
        "1003, the system gave no more beside Java's heap", "1004, made no step"})
    @EnabledOnOs(OS.LINUX)
    void realFaultsAreNamedAndTheOthersGoOn(int seed, String cause) throws Exception {
        ImmutableList<TrialPlan> trials = trials(seed, 0);
        Heard heard = new Heard();
        new Pool(trials, 1, heard, () -> new ProcessBuilder("sh", "-c", "ulimit -c 0; ulimit -v 4000000; exec \"$0\" \"$@\"",
                ProcessHandle.current().info().command().orElseThrow(), "-Xmx64m", "-XX:+ExitOnOutOfMemoryError", "-XX:ErrorFile=/dev/null",
                "-XX:ReservedCodeCacheSize=64m", "-XX:CompressedClassSpaceSize=64m", "-Xshare:auto", "-cp", WorkerClassPath.text(),
                FakeWorker.class.getName()).start(), seed == FakeWorker.LOOPS ? 8 : NO_HANG).run();
        assertThat(heard.lost).containsOnlyKeys(trials.get(0).id());
        assertThat(heard.lost.get(trials.get(0).id())).contains(cause);
        assertThat(Culprit.namedIn(heard.lost.get(trials.get(0).id())))
                .isEqualTo(seed == FakeWorker.LEAKS || seed == FakeWorker.LEAKS_NATIVE ? Optional.of("analysis 'leaky'") : Optional.empty());
        assertThat(heard.done).containsExactly(trials.get(1).id());
    }

    /** What fills the memory of a worker from trial to trial costs workers, and no trial. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aLeakFromTrialToTrialIsNamedAndNoTrialIsLost() throws Exception {
        ImmutableList<TrialPlan> trials = trials(LongStream.range(FakeWorker.GROWS, FakeWorker.GROWS + 12).toArray());
        Heard heard = new Heard();
        new Pool(trials, 1, heard, () -> new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx64m",
                "-XX:+ExitOnOutOfMemoryError", "-cp", WorkerClassPath.text(), FakeWorker.class.getName()).start(), NO_HANG).run();
        assertThat(heard.done).containsExactlyInAnyOrderElementsOf(trials.collect(TrialPlan::id));
        assertThat(heard.lost).isEmpty();
        assertThat(heard.notices).isNotEmpty().allSatisfy(notice -> assertThat(notice).contains(FakeWorker.LEAKY + "Some.loop",
                "Java's heap was full", "it goes on in another"));
    }

    @Test
    void workersThatCannotBeginEndTheRunWithTheirLastWords() {
        assertThatThrownBy(() -> run(trials(0), 1, NO_HANG, "no such library")).isInstanceOf(RunnerException.class)
                .hasMessageContaining("end before they begin").hasMessageContaining("no such library");
    }

    @Test
    void whatTheRunThrowsEndsItInsteadOfHangingIt() {
        IllegalStateException broken = new IllegalStateException("broken");
        StubWork work = new StubWork() {
            @Override
            public void started(TrialPlan trial) {
                throw broken;
            }
        };
        assertThatThrownBy(() -> pool(trials(0), 1, work, NO_HANG).run()).isSameAs(broken);
    }

    @Test
    void messagesSurviveTheWay() {
        for (Message message : new Message[] {new Message.Request("ab", TrialRequest.PAUSE), new Message.Started("ab"),
            new Message.Progress("ab", 3, 17, 0.25), new Message.Progress("ab", 3, 17, Double.NaN), new Message.Beat(9, "A.b(A.java:1)"),
            new Message.Failed("disk \"full\"\n"), new Message.Notice("ab", "wait")}) {
            assertThat(Message.parse(message.line())).isEqualTo(message);
            assertThat(message.line()).doesNotContain("\n");
        }
        assertThatThrownBy(() -> Message.parse("[1")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("[1");
    }
}
