package org.plumbline.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.list.ImmutableList;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.spi.Runner;

@Timeout(60)
class RunnerContractTest {

    static Stream<Contribution> runners() {
        return Installed.all(ContributionKind.RUNNER);
    }

    private static ImmutableList<TrialPlan> trials() {
        return Lists.immutable.fromStream(IntStream.range(0, 20).mapToObj(seed -> new TrialPlan(SortedMaps.immutable.empty(), seed,
                null, "", null, null, null, null, null, Lists.immutable.empty(), "auto", Memory.NONE, 1)));
    }

    private static Runner.Work work(Consumer<TrialPlan> execution, int cancelledAfter) {
        ConcurrentLinkedQueue<Long> started = new ConcurrentLinkedQueue<>();
        return new Runner.Work() {
            @Override
            public void execute(TrialPlan trial) {
                started.add(trial.seed());
                execution.accept(trial);
            }

            @Override
            public boolean isCancelled() {
                return started.size() >= cancelledAfter;
            }
        };
    }

    @ParameterizedTest
    @MethodSource("runners")
    void executesEachTrialOnce(Contribution contribution) throws InterruptedException {
        for (int workers : new int[] {1, 2, 5}) {
            ConcurrentLinkedQueue<Long> done = new ConcurrentLinkedQueue<>();
            contribution.create(Runner.class).run(trials(), workers, work(trial -> done.add(trial.seed()), 1000));
            assertThat(done).hasSize(20).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @MethodSource("runners")
    void startsNoTrialAfterCancel(Contribution contribution) throws InterruptedException {
        ConcurrentLinkedQueue<Long> done = new ConcurrentLinkedQueue<>();
        contribution.create(Runner.class).run(trials(), 1, work(trial -> done.add(trial.seed()), 4));
        assertThat(done).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("runners")
    void rethrowsWhatTheWorkThrows(Contribution contribution) {
        IllegalStateException broken = new IllegalStateException("broken");
        assertThatThrownBy(() -> contribution.create(Runner.class).run(trials(), 2, work(trial -> {
            throw broken;
        }, 1000))).isSameAs(broken);
    }
}
