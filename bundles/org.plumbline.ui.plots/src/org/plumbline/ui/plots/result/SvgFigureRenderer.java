package org.plumbline.ui.plots.result;

import org.eclipse.collections.api.factory.Lists;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.spi.FigureRenderer;
import org.plumbline.ui.plots.paint.PlotExport;

/** Draws results for reports with the painter that the workbench uses too. */
public final class SvgFigureRenderer implements FigureRenderer {
    @Override
    public String svg(AnalysisResult result, String metadata) {
        return PlotExport.svg(ResultPlots.of(result.analysis(), Lists.immutable.with(result)), PlotExport.WIDTH,
                PlotExport.HEIGHT, metadata);
    }
}
