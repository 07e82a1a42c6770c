package org.plumbline.engine.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.gallery.Comparison.Verdict;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Conclusion;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.ResultAxis;

class ComparisonTest {
    private static final ResultAxis AXIS = new ResultAxis("x", "", false);

    private static AnalysisResult result(String quantity, double value, double low, double high) {
        return new AnalysisResult("scaling", quantity, quantity, "", Optional.of(new Estimate(value, 0.1, low, high, 0.9, 3, "", "by hand",
                Lists.immutable.with("t1"))), AXIS, AXIS, Lists.immutable.empty(), Optional.empty(), Lists.immutable.empty());
    }

    private static Comparison compare(String claim, AnalysisResult... results) {
        String json = "{\"of\":\"a paper\",\"claims\":[{\"id\":\"c\",\"text\":\"t\",\"source\":\"s\",\"analysis\":\"scaling\"," + claim + "}]}";
        return Comparison.of(Claims.parse(json, "test").claims().getOnly(), Lists.immutable.with(results));
    }

    private static final String PUBLISHED = "\"terms\":{\"abs(delta)\":-1},\"published\":0.7,\"rounding\":0.05";

    @Test
    void aPublishedValueAgreesIfTheIntervalMeetsItsRounding() {
        assertThat(compare(PUBLISHED, result("abs(delta)", -0.6, -0.66, -0.54)).verdict()).isEqualTo(Verdict.AGREE);
        assertThat(compare(PUBLISHED, result("abs(delta)", -0.6, -0.64, -0.56)).verdict()).isEqualTo(Verdict.DISAGREE);
        assertThat(compare(PUBLISHED, result("abs(delta)", 0.6, 0.54, 0.66)).verdict()).isEqualTo(Verdict.DISAGREE);
        assertThat(compare(PUBLISHED, result("abs(delta)", -0.6, -1.1, -0.1)).verdict()).isEqualTo(Verdict.CANNOT_TELL);
        assertThat(compare(PUBLISHED, result("abs(delta)", -0.7, Double.NaN, Double.NaN)).verdict()).isEqualTo(Verdict.CANNOT_TELL);
        assertThat(compare(PUBLISHED).why()).isEqualTo("there is no estimate of abs(delta) by 'scaling'");
        Comparison ours = compare(PUBLISHED, result("abs(delta)", -0.6, -0.66, -0.5));
        assertThat(new double[] {ours.estimate(), ours.low(), ours.high()}).containsExactly(new double[] {0.6, 0.5, 0.66}, within(1e-12));
    }

    @Test
    void aBandHoldsTheEstimateOrTheIntervalReachesIt() {
        String band = "\"terms\":{\"a\":1,\"b\":-2},\"from\":1,\"to\":2";
        AnalysisResult b = result("b", 1, 0.95, 1.05);
        assertThat(compare(band, result("a", 3.5, 3.4, 3.6), b).verdict()).isEqualTo(Verdict.AGREE);
        assertThat(compare(band, result("a", 4.1, 4.0, 4.2), b).verdict()).isEqualTo(Verdict.CANNOT_TELL);
        Comparison far = compare(band, result("a", 4.5, 4.4, 4.6), b);
        assertThat(far.verdict()).isEqualTo(Verdict.DISAGREE);
        assertThat(far.low()).isCloseTo(2.3, within(1e-12));
        assertThat(far.high()).isCloseTo(2.7, within(1e-12));
        assertThat(compare("\"terms\":{\"a\":1},\"from\":0.3", result("a", 0.5, 0.4, 0.6)).verdict()).isEqualTo(Verdict.AGREE);
    }

    @Test
    void verdictsAgreeIfTheyAreTheSame() {
        AnalysisResult undecided = result("regime", 1, 1, 1).concluding(new Conclusion("undecided", false, Lists.immutable.with("too few")));
        AnalysisResult sde = result("regime", 1, 1, 1).concluding(new Conclusion("SDE", true, Lists.immutable.with("rough")));
        assertThat(compare("\"verdict\":\"SDE\"", sde).verdict()).isEqualTo(Verdict.AGREE);
        assertThat(compare("\"verdict\":\"sparse\"", sde).verdict()).isEqualTo(Verdict.DISAGREE);
        assertThat(compare("\"verdict\":\"SDE\"", undecided).verdict()).isEqualTo(Verdict.CANNOT_TELL);
        assertThat(compare("\"verdict\":\"SDE\"", undecided).why()).isEqualTo("too few");
        assertThat(compare("\"verdict\":\"SDE\"").verdict()).isEqualTo(Verdict.CANNOT_TELL);
    }

    @Test
    void whatIsNoClaimIsNamed() {
        ImmutableList<String> wrong = Lists.immutable.with("\"terms\":{\"a\":1}", "\"verdict\":\"SDE\",\"from\":1", "\"from\":1",
                "\"terms\":{\"a\":1},\"from\":2,\"to\":1", "\"terms\":{\"a\":1},\"published\":1", "\"terms\":{\"a\":\"x\"},\"from\":1");
        wrong.forEach(claim -> assertThatThrownBy(() -> compare(claim)).isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("test, claim 1: "));
        assertThatThrownBy(() -> Claims.parse("[]", "file")).isInstanceOf(InvalidInputException.class).hasMessageStartingWith("file: ");
        assertThatThrownBy(() -> Claims.parse("{}", "file")).hasMessage("file: expected a list 'claims'");
    }
}
