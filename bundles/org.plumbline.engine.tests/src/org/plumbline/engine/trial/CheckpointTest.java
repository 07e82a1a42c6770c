package org.plumbline.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.engine.TestExperiments;
import org.plumbline.engine.plan.PlanCompiler;
import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.TrialState;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.store.Checkpoint;
import org.plumbline.store.CheckpointState;
import org.plumbline.store.NpyFormat;

/** A trial stopped after any step goes on with the same bits. */
class CheckpointTest {
    private static final TrialPlan PLAN = plan("points");

    private static TrialPlan plan(String dataset) {
        Experiment experiment = TestExperiments.linearStack("3", 1);
        experiment.getComponents().get(0).setContribution(dataset);
        return new PlanCompiler(TestExperiments.registry()).compile(experiment, PlanOptions.defaults()).plan().orElseThrow().trials()
                .getFirst();
    }

    /** Keeps what it is given; asks for a checkpoint before every step. */
    private static final class Kept implements StateKeeper {
        private final List<Checkpoint> all = new ArrayList<>();
        private final List<String> observed = new ArrayList<>();
        private final Optional<Checkpoint> first;

        Kept(Optional<Checkpoint> first) {
            this.first = first;
        }

        @Override
        public Optional<Checkpoint> newest() {
            return first;
        }

        @Override
        public boolean due() {
            return true;
        }

        @Override
        public void keep(Checkpoint checkpoint) {
            // the arrays are those of the running trial
            try {
                all.add(copy(checkpoint));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void scalar(String analysis, String quantity, long step, double value) {
            observed.add(step + " " + analysis + " " + quantity + " " + value);
        }

        @Override
        public void layers(String analysis, String quantity, long step, double[] values) {
            observed.add(step + " " + analysis + " " + quantity + " " + Arrays.toString(values));
        }

        private static Checkpoint copy(Checkpoint c) throws IOException {
            SortedMap<String, NpyFormat.Array> arrays = new TreeMap<>();
            c.arrays().forEach((name, array) -> arrays.put(name, name.equals("losses")
                    ? NpyFormat.Array.of(array.shape(), array.doubles().clone())
                    : NpyFormat.Array.of(array.shape(), array.floats().clone())));
            SortedMap<String, CheckpointState> states = new TreeMap<>();
            for (Map.Entry<String, CheckpointState> state : c.states().entrySet()) {
                states.put(state.getKey(), CheckpointState.of(state.getValue().open().readAllBytes()));
            }
            return new Checkpoint(c.step(), c.meta(), arrays, states);
        }
    }

    private static TrialOutcome execute(StateKeeper keeper, TrialRequest request) throws Exception {
        return execute(PLAN, keeper, request);
    }

    private static TrialOutcome execute(TrialPlan plan, StateKeeper keeper, TrialRequest request) throws Exception {
        return new TrialExecution(TestExperiments.registry(), new DataCache(1), () -> 1).execute(plan, (epoch, steps, loss) -> { },
                () -> request, keeper);
    }

    /** With examples as they are, and with examples that each step changes at random. */
    @ParameterizedTest
    @ValueSource(strings = {"points", "jittered"})
    void goesOnFromEveryStepWithTheSameBits(String dataset) throws Exception {
        TrialPlan plan = plan(dataset);
        Kept kept = new Kept(Optional.empty());
        TrialOutcome whole = execute(plan, kept, TrialRequest.GO_ON);
        assertThat(whole.record().state()).isEqualTo(TrialState.DONE);
        assertThat(kept.all).hasSize(5);
        assertThat(kept.observed).hasSize(10);
        for (Checkpoint checkpoint : kept.all) {
            Kept later = new Kept(Optional.of(checkpoint));
            TrialOutcome rest = execute(plan, later, TrialRequest.GO_ON);
            assertThat(later.observed).isEqualTo(kept.observed.subList(2 * (int) checkpoint.step(), 10));
            assertThat(rest.parameters().doubles(rest.parameters().length()))
                    .containsExactly(whole.parameters().doubles(whole.parameters().length()));
            assertThat(rest.record().epochLosses()).isEqualTo(whole.record().epochLosses());
            assertThat(rest.record().steps()).isEqualTo(whole.record().steps());
        }
    }

    /** Steps see other inputs than the data have, and the data stay as they are. */
    @Test
    void augmentationChangesWhatStepsSee() throws Exception {
        TrialOutcome plain = execute(plan("points"), new Kept(Optional.empty()), TrialRequest.GO_ON);
        TrialOutcome jittered = execute(plan("jittered"), new Kept(Optional.empty()), TrialRequest.GO_ON);
        assertThat(jittered.record().epochLosses().get(0)).isNotEqualTo(plain.record().epochLosses().get(0));
        assertThat(execute(plan("jittered"), new Kept(Optional.empty()), TrialRequest.GO_ON).record().epochLosses())
                .isEqualTo(jittered.record().epochLosses());
    }

    @Test
    void aPauseKeepsTheStateAndCancelDoesNot() throws Exception {
        Kept kept = new Kept(Optional.empty());
        assertThat(execute(kept, TrialRequest.PAUSE).record().state()).isEqualTo(TrialState.PAUSED);
        assertThat(kept.all).hasSize(1);
        Kept cancelled = new Kept(Optional.empty());
        assertThat(execute(cancelled, TrialRequest.CANCEL).record().state()).isEqualTo(TrialState.CANCELLED);
        assertThat(cancelled.all).isEmpty();
    }

    @Test
    void aCheckpointOfAnotherTrialIsRefused() throws Exception {
        Kept kept = new Kept(Optional.empty());
        execute(kept, TrialRequest.PAUSE);
        Checkpoint c = kept.all.get(0);
        Checkpoint other = new Checkpoint(c.step(), c.meta().replaceAll("\"trial\":\"[0-9a-f]+\"", "\"trial\":\"0123\""), c.arrays(), c.states());
        TrialOutcome outcome = execute(new Kept(Optional.of(other)), TrialRequest.GO_ON);
        assertThat(outcome.record().state()).isEqualTo(TrialState.FAILED);
        assertThat(outcome.record().message()).contains("it is of trial 0123");
    }
}
