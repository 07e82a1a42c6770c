package org.plumbline.ui.views.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.List;
import org.eclipse.ui.part.ViewPart;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.run.FigureOrigin;
import org.plumbline.ui.core.UiCore;
import org.plumbline.ui.core.run.ExperimentRun;
import org.plumbline.ui.core.run.Runs;
import org.plumbline.ui.plots.model.Plot;
import org.plumbline.ui.plots.paint.PlotExport;
import org.plumbline.ui.plots.paint.PlotHit;
import org.plumbline.ui.plots.result.ResultPlots;
import org.plumbline.ui.plots.swt.PlotCanvas;

/** The live plot of what the analyses say, with the card of its conclusion or estimate, and its tables. */
public final class PlotView extends ViewPart {
    public static final String ID = "org.plumbline.ui.views.plot";

    private final Runs runs = UiCore.get().runs();
    private final Runnable listener = this::refresh;
    private final java.util.List<ExportPlotAction> exports = new ArrayList<>();
    private List quantities;
    private PlotCanvas canvas;
    private AnalysisCard card;
    private ResultTables tables;
    private ImmutableList<AnalysisResult> seen = Lists.immutable.empty();
    /** Those that conclude something come first. */
    private ImmutableList<AnalysisResult> results = Lists.immutable.empty();
    private ExperimentRun shown;
    private Plot plot;

    @Override
    public void createPartControl(Composite parent) {
        SashForm body = new SashForm(parent, SWT.HORIZONTAL);
        canvas = new PlotCanvas(body, SWT.NONE);
        canvas.addSelectionListener(this::choose);
        SashForm side = new SashForm(body, SWT.VERTICAL);
        quantities = new List(side, SWT.MULTI | SWT.V_SCROLL | SWT.BORDER);
        quantities.setToolTipText("The quantities on show; several with Ctrl");
        quantities.addListener(SWT.Selection, e -> show());
        card = new AnalysisCard(side);
        tables = new ResultTables(side);
        side.setWeights(25, 50, 25);
        body.setWeights(70, 30);
        IMenuManager menu = getViewSite().getActionBars().getMenuManager();
        for (String format : PlotExport.FORMATS) {
            ExportPlotAction export = new ExportPlotAction(getSite(), format, () -> plot, this::metadata);
            exports.add(export);
            menu.add(export);
            getViewSite().getActionBars().getToolBarManager().add(export);
        }
        runs.addListener(listener);
        refresh();
    }

    /** @return the plot on show, if there is one */
    public Optional<Plot> plot() {
        return Optional.ofNullable(plot);
    }

    private void refresh() {
        if (canvas.isDisposed()) {
            return;
        }
        Optional<ExperimentRun> current = runs.current();
        if (current.isEmpty()) {
            return;
        }
        ImmutableList<AnalysisResult> latest = current.get().snapshot().results();
        boolean other = shown != current.get();
        if (!other && latest == seen) {
            return;
        }
        shown = current.get();
        ImmutableList<String> before = results.collect(AnalysisResult::label);
        seen = latest;
        results = latest.select(r -> r.conclusion().isPresent()).newWithAll(latest.reject(r -> r.conclusion().isPresent()));
        if (other || !before.equals(results.collect(AnalysisResult::label))) {
            String[] chosen = other ? new String[0] : quantities.getSelection();
            quantities.setItems(results.collect(AnalysisResult::label).toArray(new String[0]));
            quantities.setSelection(chosen);
        }
        if (quantities.getSelectionCount() == 0 && !results.isEmpty()) {
            quantities.select(Math.max(0, results.detectIndex(AnalysisResult::hasData)));
            quantities.showSelection();
        }
        show();
    }

    private ImmutableList<AnalysisResult> selected() {
        int[] indices = quantities.getSelectionIndices();
        return Lists.immutable.fromStream(Arrays.stream(indices).mapToObj(results::get));
    }

    private void show() {
        ImmutableList<AnalysisResult> selected = selected();
        if (selected.isEmpty()) {
            plot = null;
            canvas.setPlot(ResultPlots.none(shown.plan().title()));
            card.clear();
            tables.show(Lists.immutable.empty());
            exports.forEach(e -> e.setEnabled(false));
            return;
        }
        plot = ResultPlots.of(shown.plan().title(), selected);
        canvas.setPlot(plot);
        card.show(CardText.of(selected.getFirst()));
        tables.show(selected.getFirst().allTables());
        exports.forEach(e -> e.setEnabled(true));
    }

    private String metadata() {
        String version = Platform.getBundle("org.plumbline.ui.views").getVersion().toString();
        ImmutableList<AnalysisResult> selected = selected();
        return FigureOrigin.of(shown.plan(), shown.name()).json(version,
                selected.select(result -> ResultPlots.sharesAxis(selected.getFirst(), result)));
    }

    /** Leads from a point to its trials in the run monitor. */
    private void choose(PlotHit hit) {
        runs.chooseTrials(hit.trials());
    }

    @Override
    public void setFocus() {
        canvas.setFocus();
    }

    @Override
    public void dispose() {
        runs.removeListener(listener);
        super.dispose();
    }
}
