package org.plumbline.engine.passport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;

import org.junit.jupiter.api.Test;

class SelfTestTest {

    @Test
    void aDefectIsSeenAndHidesNothingElse() {
        SelfTest test = new SelfTest(List.of(
                new Check("wrong", () -> Verdict.of("wrong", false, "1 + 1 = 3")),
                new Check("thrown", () -> {
                    throw new IllegalStateException("no such thing\nsecond line");
                }),
                new Check("missing", () -> {
                    throw new UnsatisfiedLinkError();
                }),
                new Check("avoided", () -> new Verdict("avoided", Outcome.ROUTED, "another path")),
                new Check("right", () -> Verdict.of("right", true, "1 + 1 = 2"))));

        assertThat(test.run()).containsExactly(new Verdict("wrong", Outcome.FAILED, "1 + 1 = 3"),
                new Verdict("thrown", Outcome.FAILED, "no such thing"),
                new Verdict("missing", Outcome.FAILED, "UnsatisfiedLinkError"),
                new Verdict("avoided", Outcome.ROUTED, "another path"), new Verdict("right", Outcome.OK, "1 + 1 = 2"));
    }

    @Test
    void verdictsAreTheSameEachTimeAndNoneFailsHere() {
        var once = SelfTest.standard().run();
        var again = SelfTest.standard().run();

        assertThat(once).extracting(Verdict::item).doesNotHaveDuplicates();
        assertThat(again).extracting(Verdict::item, Verdict::outcome)
                .isEqualTo(once.stream().map(v -> tuple(v.item(), v.outcome())).toList());
        assertThat(once).filteredOn(v -> v.outcome() == Outcome.FAILED).isEmpty();
        assertThat(once).filteredOn(v -> v.outcome() == Outcome.ROUTED).extracting(Verdict::item).contains("ND4J svd", "ND4J orthogonal");
    }
}
