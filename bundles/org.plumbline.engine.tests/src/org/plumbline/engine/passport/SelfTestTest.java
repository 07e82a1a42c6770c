package org.plumbline.engine.passport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

        assertThat(once.stream().map(Verdict::item).toList()).doesNotHaveDuplicates();
        assertThat(outcomes(again)).isEqualTo(outcomes(once)).doesNotContainValue(Outcome.FAILED)
                .containsEntry("ND4J svd", Outcome.ROUTED).containsEntry("ND4J orthogonal", Outcome.ROUTED);
    }

    private static Map<String, Outcome> outcomes(List<Verdict> verdicts) {
        return verdicts.stream().collect(Collectors.toMap(Verdict::item, Verdict::outcome));
    }
}
