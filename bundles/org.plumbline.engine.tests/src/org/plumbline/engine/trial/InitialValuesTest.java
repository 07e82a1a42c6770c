package org.plumbline.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.engine.TestExperiments;
import org.plumbline.engine.finding.Finding;
import org.plumbline.engine.finding.Severity;
import org.plumbline.engine.plan.Compilation;
import org.plumbline.engine.plan.PlanCompiler;
import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.spi.TensorData;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.model.experiment.Experiment;

/** What an initialiser can say of depth: that all depths see the same random numbers, and that one is impossible. */
class InitialValuesTest {

    private static Compilation compile(String initialiser, String depths) {
        return compile(initialiser, depths, "look");
    }

    private static Compilation compile(String initialiser, String depths, String training) {
        Experiment experiment = TestExperiments.linearStack(depths, 1);
        experiment.getComponents().get(2).setContribution(initialiser);
        experiment.getComponents().get(5).setContribution(training);
        return new PlanCompiler(TestExperiments.registry()).compile(experiment, PlanOptions.defaults());
    }

    private static TrialOutcome execute(TrialPlan plan) throws Exception {
        return new TrialExecution(TestExperiments.registry(), new DataCache(1), () -> 1).execute(plan, (epoch, steps, loss) -> { },
                () -> TrialRequest.GO_ON, StateKeeper.NONE);
    }

    private static double[] start(TrialPlan plan) throws Exception {
        TrialOutcome outcome = execute(plan);
        return outcome.parameters().doubles(outcome.parameters().length());
    }

    /** The first of 2 and of 4 layers get the first numbers of the stream of A: two 2 x 2 matrices. */
    @ParameterizedTest
    @CsvSource({"coupled, true", "small, false"})
    void coupledDepthsSeeTheSameNumbers(String initialiser, boolean equal) throws Exception {
        var plans = compile(initialiser, "2,4").plan().orElseThrow().trials();
        double[] two = Arrays.copyOf(start(plans.get(0)), 8);
        double[] four = Arrays.copyOf(start(plans.get(1)), 8);
        assertThat(Arrays.equals(two, four)).isEqualTo(equal);
    }

    /** From what a trained trial left, the values that it began with: those of the same trial without training. */
    @Test
    void aTrainedTrialKnowsWhereItBegan() throws Exception {
        double[] start = start(compile("small", "4").plan().orElseThrow().trials().getFirst());
        TrialPlan plan = compile("small", "4", TestExperiments.linearStack("4", 1).getComponents().get(5).getContribution()).plan().orElseThrow()
                .trials().getFirst();
        TrialOutcome outcome = execute(plan);
        TreeMap<String, TensorData> left = new TreeMap<>();
        outcome.network().orElseThrow().layout().slots().forEach(slot -> left.put(slot.tensor().name(),
                new TensorData(slot.tensor().shape(), outcome.parameters().slice(slot.offset(), slot.size()))));
        TrainedNetwork trained = new TrainedTrials(TestExperiments.registry(), new DataCache(1)).of(plan, left);
        assertThat(trained.initial().get().doubles(start.length)).containsExactly(start);
        assertThat(trained.parameters().doubles(start.length)).isNotEqualTo(start);
    }

    @Test
    void whatIsImpossibleIsFoundWhilePlanning() {
        Compilation compilation = compile("coupled", "2,3,4");
        assertThat(compilation.plan()).isEmpty();
        assertThat(compilation.findings().select(finding -> finding.severity() == Severity.ERROR).collect(Finding::toString).castToList())
                .containsExactly("error: initialiser: 'A' cannot have depth 3; 2 or 4 would do",
                        "error: initialiser: 'b' cannot have depth 3; 2 or 4 would do");
    }
}
