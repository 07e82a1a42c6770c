package org.plumbline.ui.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class CoalescerTest {

    @Test
    void manyRequestsAreOneCallUntilThePeriodEnds() {
        Deque<Runnable> waiting = new ArrayDeque<>();
        AtomicInteger calls = new AtomicInteger();
        Coalescer coalescer = new Coalescer(waiting::add, calls::incrementAndGet);
        for (int i = 0; i < 1000; i++) {
            coalescer.run();
        }
        assertThat(waiting).hasSize(1);
        waiting.poll().run();
        assertThat(calls).hasValue(1);
        coalescer.run();
        assertThat(waiting).hasSize(1);
    }

    @Test
    void aRequestDuringTheCallIsNotLost() {
        Deque<Runnable> waiting = new ArrayDeque<>();
        Coalescer[] coalescer = new Coalescer[1];
        coalescer[0] = new Coalescer(waiting::add, () -> coalescer[0].run());
        coalescer[0].run();
        waiting.poll().run();
        assertThat(waiting).hasSize(1);
    }
}
