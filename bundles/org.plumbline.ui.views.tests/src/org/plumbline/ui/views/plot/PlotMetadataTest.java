package org.plumbline.ui.views.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.ui.plots.paint.PlotExport;
import org.plumbline.ui.plots.result.ResultPlots;

class PlotMetadataTest {

    @Test
    void anExportedFigureCarriesTheIdentityOfItsExperiment() {
        RunPlan plan = new RunPlan("sample", "Sample", Lists.immutable.empty(), Lists.immutable.empty());
        AnalysisResult result = new AnalysisResult("scaling", "maxNorm(A)", "norm", "exponent", Optional.empty(),
                new ResultAxis("depth", "", true), new ResultAxis("norm", "", true),
                Lists.immutable.with(new ResultPoint(4, 1, 1, 1, 1, 1, Lists.immutable.with("a"))), Optional.empty(),
                Lists.immutable.empty());
        String json = PlotMetadata.json(plan, "sample-1", "0.1.0", Lists.immutable.with(result));
        assertThat(json).contains("\"identity\":\"" + plan.identity() + "\"", "\"run\":\"sample-1\"", "scaling/maxNorm(A)");
        String svg = PlotExport.svg(ResultPlots.of("Sample", Lists.immutable.with(result)), 600, 400, json);
        assertThat(svg).contains("<metadata>").contains(plan.identity());
    }
}
