package org.plumbline.runners.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.list.ImmutableList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.plan.TrialPlan;

@Timeout(60)
class ThreadRunnerTest {
    private static final IntFunction<TrialPlan> TRIAL = seed -> new TrialPlan(Integer.toString(seed), SortedMaps.immutable.empty(), seed, null, "",
            null, null, null, null, null, Lists.immutable.empty(), "auto", Memory.NONE, 1, 1);

    private static ImmutableList<TrialPlan> trials(int count) {
        return Lists.immutable.fromStream(IntStream.range(0, count).mapToObj(TRIAL));
    }

    private static final class Action extends StubWork {
        private final Consumer<TrialPlan> execution;
        private final AtomicBoolean cancelled;

        Action(Consumer<TrialPlan> execution) {
            this(execution, new AtomicBoolean());
        }

        Action(Consumer<TrialPlan> execution, AtomicBoolean cancelled) {
            this.execution = execution;
            this.cancelled = cancelled;
        }

        @Override
        public void execute(TrialPlan trial) {
            execution.accept(trial);
        }

        @Override
        public boolean isStopping() {
            return cancelled.get();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100})
    void everyTrialIsExecutedOnce(int workers) throws InterruptedException {
        ConcurrentLinkedQueue<Long> done = new ConcurrentLinkedQueue<>();
        new ThreadRunner().run(trials(25), workers, new Action(trial -> done.add(trial.seed())));
        assertThat(done).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    void oneWorkerKeepsTheOrder() throws InterruptedException {
        ConcurrentLinkedQueue<Long> done = new ConcurrentLinkedQueue<>();
        new ThreadRunner().run(trials(10), 1, new Action(trial -> done.add(trial.seed())));
        assertThat(List.copyOf(done)).isSorted().hasSize(10);
    }

    /** Two trials that wait for each other end only if both run at the same time. */
    @Test
    void workersRunAtTheSameTime() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        new ThreadRunner().run(trials(2), 2, new Action(trial -> {
            threads.add(Thread.currentThread());
            both.countDown();
            awaitQuietly(both);
        }));
        assertThat(threads).hasSize(2).doesNotContain(Thread.currentThread());
    }

    @Test
    void noTrialsIsNoWork() throws InterruptedException {
        new ThreadRunner().run(trials(0), 2, new Action(trial -> {
            throw new AssertionError();
        }));
    }

    @Test
    void startsNothingAfterCancel() throws InterruptedException {
        AtomicBoolean cancelled = new AtomicBoolean();
        AtomicInteger started = new AtomicInteger();
        new ThreadRunner().run(trials(10), 1, new Action(trial -> {
            if (started.incrementAndGet() == 3) {
                cancelled.set(true);
            }
        }, cancelled));
        assertThat(started).hasValue(3);
    }

    @Test
    void anExceptionIsRethrownWhenAllHaveEnded() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger started = new AtomicInteger();
        CountDownLatch both = new CountDownLatch(2);
        IllegalStateException broken = new IllegalStateException("disk full");
        assertThatThrownBy(() -> new ThreadRunner().run(trials(20), 2, new Action(trial -> {
            started.incrementAndGet();
            running.incrementAndGet();
            both.countDown();
            awaitQuietly(both);
            if (trial.seed() == 0) {
                running.decrementAndGet();
                throw broken;
            }
            sleep(200);
            running.decrementAndGet();
        }))).isSameAs(broken);
        assertThat(running).hasValue(0);
        assertThat(started.get()).isLessThan(20);
    }

    /** An interrupt of a worker would close the file that its trial is writing. */
    @Test
    void interruptStartsNothingMoreAndAwaitsWhatRuns() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        AtomicBoolean disturbed = new AtomicBoolean();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                new ThreadRunner().run(trials(5), 1, new Action(trial -> {
                    inside.countDown();
                    awaitQuietly(interrupted);
                    sleep(100);
                    disturbed.set(Thread.currentThread().isInterrupted());
                    ended.incrementAndGet();
                }));
            } catch (InterruptedException e) {
                thrown.set(e);
            }
        });
        caller.start();
        inside.await();
        caller.interrupt();
        interrupted.countDown();
        caller.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(ended).hasValue(1);
        assertThat(disturbed).isFalse();
    }

    @Test
    void refusesNoWorkers() {
        assertThatThrownBy(() -> new ThreadRunner().run(trials(1), 0, new Action(trial -> { })))
                .hasMessageContaining("got 0");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
