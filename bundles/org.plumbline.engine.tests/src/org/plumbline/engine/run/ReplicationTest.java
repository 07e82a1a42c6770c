package org.plumbline.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.eclipse.collections.api.factory.SortedMaps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.TestExperiments;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.plan.PlanCompiler;
import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.model.edit.Assignment;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class ReplicationTest {
    private static final int MOST = 24;
    private static final String QUANTITY = "scaling/q";
    private final RandomStreams streams = new RandomStreams(System.nanoTime());
    @TempDir
    private Path folder;

    private static RunPlan plan(String depths, int seeds) {
        Experiment experiment = TestExperiments.linearStack(depths, 1);
        Assignment.applyAll(List.of(Assignment.parse("seed=" + LongStream.range(0, seeds).mapToObj(Long::toString).collect(Collectors.joining(",")))),
                experiment);
        return new PlanCompiler(TestExperiments.registry()).compile(experiment, PlanOptions.defaults()).plan().orElseThrow();
    }

    private static ReplicationGoal goal(String quantity, double width) {
        return new ReplicationGoal(quantity, width, ReplicationGoal.FIRST, MOST, ReplicationGoal.LEVEL);
    }

    /** q = depth^-0.5 e^noise; the same whenever it is asked for. */
    private TrialRecord record(TrialPlan trial, double noise) {
        RandomStream random = streams.stream("trial " + trial.depth() + " " + trial.seed());
        double q = Math.pow(trial.depth(), -0.5) * Math.exp(noise * random.gaussian());
        TrialRecord blank = TrialRecord.of(trial, TrialState.DONE, "");
        return new TrialRecord(blank.id(), blank.cell(), blank.seed(), blank.depth(), TrialState.DONE, "", 1, 1, 1, 1, blank.epochLosses(),
                SortedMaps.immutable.with(QUANTITY, q, "scaling/zero", 0.0));
    }

    private List<String> decide(Replication replication, Map<String, TrialRecord> records, double noise) {
        List<String> decisions = new ArrayList<>();
        while (!replication.isOver()) {
            replication.wanted().forEach(trial -> records.putIfAbsent(trial.id(), record(trial, noise)));
            replication.look(records);
            decisions.add(replication.text());
        }
        return decisions;
    }

    /** A run that goes on has all results at once, and those of trials that nobody asked for: it decides as before. */
    @Test
    void decisionsFollowFromTheResultsAlone() {
        RunPlan plan = plan("2,4,8,16", MOST);
        Map<String, TrialRecord> records = new TreeMap<>();
        Replication first = new Replication(plan, goal("", 0.2));
        List<String> decisions = decide(first, records, 0.3);
        plan.trials().forEach(trial -> records.putIfAbsent(trial.id(), record(trial, 0.3)));
        Replication again = new Replication(plan, goal("", 0.2));
        assertThat(decide(again, records, 0.3)).isEqualTo(decisions);
        assertThat(again.wanted()).isEqualTo(first.wanted());
        AnalysisResult result = first.result().orElseThrow();
        assertThat(result.quantity()).isEqualTo(QUANTITY);
        assertThat(result.estimate().orElseThrow().trials()).hasSameSizeAs(first.wanted().castToList());
        assertThat(result.notes().makeString("; ")).contains("at most 24 seeds of each depth, 96 trials, in 6 looks").contains("depth 2: ")
                .contains("stopped at ");
    }

    @Test
    void littleNoiseNeedsOneLookAndMuchTheBudget() {
        RunPlan plan = plan("2,4,8,16", MOST);
        Replication quiet = new Replication(plan, goal(QUANTITY, 0.1));
        assertThat(decide(quiet, new TreeMap<>(), 1e-3)).singleElement().asString().contains("look 1 of 6, 16 trials").contains("reached");
        assertThat(quiet.wanted()).hasSize(16);
        Replication loud = new Replication(plan, goal(QUANTITY, 1e-6));
        assertThat(decide(loud, new TreeMap<>(), 1)).hasSize(6).last().asString().contains("look 6 of 6").contains("the budget ends");
        assertThat(loud.wanted().size()).isGreaterThan(16).isLessThanOrEqualTo(4 * MOST);
        // the ends of the sweep matter most
        assertThat(loud.wanted().count(trial -> trial.depth() == 2 || trial.depth() == 16))
                .isGreaterThan(loud.wanted().count(trial -> trial.depth() == 4 || trial.depth() == 8));
    }

    @Test
    void aTrialWithoutAResultEndsItWithoutAnInterval() {
        RunPlan plan = plan("2,4", MOST);
        Replication replication = new Replication(plan, goal(QUANTITY, 0.1));
        Map<String, TrialRecord> records = new TreeMap<>();
        replication.wanted().forEach(trial -> records.put(trial.id(), record(trial, 0.1)));
        TrialPlan bad = replication.wanted().getLast();
        records.put(bad.id(), TrialRecord.of(bad, TrialState.DIVERGED, "step 3"));
        replication.look(records);
        assertThat(replication.isOver()).isTrue();
        assertThat(replication.text()).contains(bad.label()).contains("DIVERGED").contains("not be valid");
        assertThat(replication.result().orElseThrow().estimate()).isEmpty();
    }

    @Test
    void whatCannotBeReplicatedIsRefused() {
        assertThatThrownBy(() -> new Replication(plan("4", MOST), goal("", 1))).isInstanceOf(InvalidInputException.class).hasMessageContaining("two depths");
        assertThatThrownBy(() -> new Replication(plan("2,4", 3), goal("", 1))).isInstanceOf(InvalidInputException.class).hasMessageContaining("3 trials, expected 1 and 24");
        assertThatThrownBy(() -> goal("", 0)).isInstanceOf(InvalidInputException.class).hasMessageContaining("above 0");
    }

    /** Only what the looks ask for is run; the run is complete then, and goes on as if nothing had been when it was stopped. */
    @Test
    void aRunEndsWhenTheGoalIsReachedAndResumesWithTheSameDecisions() throws Exception {
        RunPlan plan = plan("2,4,8", MOST);
        ReplicationGoal goal = goal("", 1e-9);
        List<String> whole = new ArrayList<>();
        RunOutcome undisturbed = run("whole/it", plan, goal, whole, Integer.MAX_VALUE);
        assertThat(undisturbed.allDone()).isTrue();
        assertThat(whole).isNotEmpty();
        RunArchive archive = RunArchive.open(folder.resolve("whole/it"));
        assertThat(archive.complete()).isTrue();
        assertThat(archive.results().anySatisfy(result -> result.analysis().equals(Replication.ID))).isTrue();
        List<String> notices = new ArrayList<>();
        assertThat(run("cut/it", plan, goal, new ArrayList<>(), 17).stopped()).isTrue();
        assertThat(RunArchive.open(folder.resolve("cut/it")).complete()).isFalse();
        RunOutcome resumed = run("cut/it", plan, goal, notices, Integer.MAX_VALUE);
        assertThat(notices).isEqualTo(whole);
        assertThat(resumed.results().collect(AnalysisResult::estimate)).isEqualTo(undisturbed.results().collect(AnalysisResult::estimate));
        assertThatThrownBy(() -> run("cut/it", plan, goal("", 1), notices, 1)).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("another goal");
    }

    private RunOutcome run(String name, RunPlan plan, ReplicationGoal goal, List<String> looks, int stopAfter) throws Exception {
        RunControl control = new RunControl();
        int[] ended = {0};
        return new RunService(TestExperiments.registry()).run(plan, new RunRequest(folder.resolve(name), RunRequest.LOCAL, 1, 10, "text",
                Optional.of(goal)), event -> {
                    if (event instanceof RunEvent.TrialFinished finished && !finished.reused() && ++ended[0] == stopAfter) {
                        control.pause();
                    }
                    if (event instanceof RunEvent.Notice notice) {
                        looks.add(notice.text());
                    }
                }, control);
    }
}
