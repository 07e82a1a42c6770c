package org.plumbline.ui.views.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Conclusion;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.ResultAxis;

class CardTextTest {

    private static AnalysisResult result(String meaning, Estimate estimate) {
        return new AnalysisResult("regime", "A", "limit regime of A", meaning, Optional.ofNullable(estimate), new ResultAxis("depth", "", true),
                new ResultAxis("norm", "", true), Lists.immutable.empty(), Optional.empty(), Lists.immutable.with("a note"));
    }

    private static final Estimate HALF = new Estimate(0.5, 0.01, Double.NaN, Double.NaN, 0.95, 1, "", "method", Lists.immutable.empty());

    @Test
    void theVerdictIsLargeAndTheEvidenceFollows() {
        CardText card = CardText.of(result("", null).concluding(new Conclusion("neural ODE", true, Lists.immutable.with("first", "second"))));
        assertThat(card.parts().get(0)).isEqualTo(new CardText.Part("neural ODE\n", CardText.Style.HEADLINE));
        assertThat(card.text()).isEqualTo("neural ODE\ndecided\nlimit regime of A\n\n\u2022 first\n\u2022 second\n\na note");
    }

    @Test
    void undecidedIsSaidOnce() {
        assertThat(CardText.of(result("", null).concluding(new Conclusion("undecided", false, Lists.immutable.empty()))).text())
                .isEqualTo("undecided\nlimit regime of A\n\na note");
        assertThat(CardText.of(result("", null).concluding(new Conclusion("SDE", false, Lists.immutable.empty()))).parts())
                .contains(new CardText.Part("undecided\n", CardText.Style.WARNING));
    }

    @Test
    void aNumberStandsAloneOrBelowItsConclusion() {
        assertThat(CardText.of(result("exponent", HALF)).parts().get(0)).isEqualTo(new CardText.Part("0.500\n", CardText.Style.HEADLINE));
        CardText both = CardText.of(result("exponent", HALF).concluding(new Conclusion("SDE", true, Lists.immutable.empty())));
        assertThat(both.text()).startsWith("SDE\ndecided\n").contains("0.500\nexponent\n");
        assertThat(both.parts()).filteredOn(p -> p.style() == CardText.Style.HEADLINE).hasSize(1);
    }

    @Test
    void aMissingNumberIsNotASeries() {
        assertThat(CardText.of(result("exponent", null)).text()).startsWith("\u2014\nexponent\n").contains("not enough trials");
        assertThat(CardText.of(result("", null)).text()).startsWith("limit regime of A\nno number is estimated").doesNotContain("\u2014");
    }
}
