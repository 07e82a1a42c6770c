package org.plumbline.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class LiveEvaluationTest {

    @Test
    void whoeverWantsOneDoesNotWaitForIt() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Semaphore mayEnd = new Semaphore(0);
        AtomicInteger ended = new AtomicInteger();
        LiveEvaluation live = new LiveEvaluation(() -> {
            begun.countDown();
            mayEnd.acquireUninterruptibly();
            ended.incrementAndGet();
        });
        live.want();
        begun.await();
        live.want();
        assertThat(ended).hasValue(0);
        mayEnd.release();
        live.close();
        assertThat(ended).as("what is under way ends, what was wanted meanwhile does not begin").hasValue(1);
        live.rethrow();
    }

    @Test
    void nothingIsEvaluatedUnlessItIsWanted() {
        AtomicInteger begun = new AtomicInteger();
        new LiveEvaluation(begun::incrementAndGet).close();
        assertThat(begun).hasValue(0);
    }

    @Test
    void whatItThrowsIsKept() throws InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        LiveEvaluation live = new LiveEvaluation(() -> {
            begun.incrementAndGet();
            throw new IllegalStateException("no window");
        });
        live.want();
        while (!live.hasFailed()) {
            Thread.sleep(1);
        }
        live.want();
        live.close();
        assertThat(begun).hasValue(1);
        assertThatThrownBy(live::rethrow).hasMessage("no window");
    }
}
