package org.plumbline.ui.plots.result;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.spi.FigureRenderer;
import org.plumbline.ui.plots.model.Plot;
import org.plumbline.ui.plots.paint.PlotExport;

/** Draws results for reports and files with the painter that the workbench uses too. */
public final class SvgFigureRenderer implements FigureRenderer {
    @Override
    public String svg(AnalysisResult result, String metadata) {
        Plot plot = ResultPlots.of(result.analysis(), Lists.immutable.with(result));
        return PlotExport.svg(plot, PlotExport.WIDTH, PlotExport.height(plot), metadata);
    }

    @Override
    public ImmutableList<String> formats() {
        return Lists.immutable.withAll(PlotExport.FORMATS);
    }

    @Override
    public byte[] draw(String format, String title, ImmutableList<AnalysisResult> results, String metadata) {
        Plot plot = ResultPlots.of(title, results);
        return PlotExport.encode(plot, format, metadata);
    }
}
