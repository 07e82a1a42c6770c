package org.plumbline.ui.views.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.ResultAxis;

class EstimateTextTest {
    private final AnalysisResult norm = new AnalysisResult("scaling", "maxNorm(A)", "norm", "exponent in depth",
            Optional.of(new Estimate(-0.5, 0.01, -0.53, -0.47, 0.95, 3, "", "least squares", Lists.immutable.with("a", "b", "c"))),
            new ResultAxis("depth", "layers", true), new ResultAxis("norm", "", true), Lists.immutable.empty(), Optional.empty(),
            Lists.immutable.empty());

    @Test
    void theCardSaysNumberIntervalAndOrigin() {
        EstimateText card = EstimateText.of(norm);
        assertThat(card.headline()).isEqualTo("\u22120.500");
        assertThat(card.details()).contains("95 % interval  [\u22120.530, \u22120.470]", "n = 3 replicates, 3 trials");
        assertThat(EstimateText.number(Double.NaN)).isEqualTo("\u2014");
        assertThat(EstimateText.number(0.00002)).isEqualTo("2.000e\u221205");
        assertThat(EstimateText.number(123.456)).isEqualTo("123");
    }
}
