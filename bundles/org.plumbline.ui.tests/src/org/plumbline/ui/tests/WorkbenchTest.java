package org.plumbline.ui.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.views.properties.PropertySheet;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.result.TrialState;
import org.plumbline.model.experiment.Component;
import org.plumbline.store.RunFolder;
import org.plumbline.ui.core.UiCore;
import org.plumbline.ui.core.check.FindingMarkers;
import org.plumbline.ui.core.run.ExperimentRun;
import org.plumbline.ui.core.run.RunSnapshot;
import org.plumbline.ui.diagram.ExperimentDiagramEditor;
import org.plumbline.ui.diagram.part.ComponentPart;
import org.plumbline.ui.plots.model.Plot;
import org.plumbline.ui.plots.model.PlotPoint;
import org.plumbline.ui.plots.model.PointSeries;
import org.plumbline.ui.plots.model.PointState;
import org.plumbline.ui.plots.model.ReferenceLine;
import org.plumbline.ui.views.plot.PlotView;

/** The experiment of the gallery in the real workbench: shown, edited, checked and run. */
class WorkbenchTest {
    private static final String SAMPLE = "tanh-adam-small.experiment";
    private static final String ESTIMATE = "What a run would take";
    private static final int RUN_SECONDS = 180;

    @Test
    void aNewWorkspaceHasTheGallerysExperimentsAndShowsADiagram() throws Exception {
        assertThat(Workbench.file(SAMPLE).exists()).isTrue();
        assertThat(Workbench.file("tanh-adam.experiment").exists()).isTrue();
        ExperimentDiagramEditor editor = Workbench.open(SAMPLE);
        for (String id : new String[] {"dataset", "architecture", "initialiser", "optimiser", "loss", "training", "scaling"}) {
            assertThat(Workbench.part(editor, id).getFigure().getBounds().height).as("height of %s", id).isGreaterThan(30);
        }
        assertThat(Workbench.part(editor, "training").getTargetConnections()).hasSize(4);
        assertThat(Workbench.part(editor, "training").getSourceConnections()).hasSize(1);
    }

    @Test
    void draggingANodeIsUndoneAndRedone() throws Exception {
        ExperimentDiagramEditor editor = Workbench.open(SAMPLE);
        ComponentPart part = Workbench.part(editor, "scaling");
        int x = part.getFigure().getBounds().x;
        Workbench.drag(editor, part, 24, 60);
        assertThat(part.getFigure().getBounds().x).isEqualTo(x + 24);
        assertThat(editor.isDirty()).isTrue();
        Workbench.execute(IWorkbenchCommandConstants.EDIT_UNDO);
        assertThat(part.getFigure().getBounds().x).isEqualTo(x);
        assertThat(editor.isDirty()).isFalse();
        Workbench.execute(IWorkbenchCommandConstants.EDIT_REDO);
        assertThat(part.getFigure().getBounds().x).isEqualTo(x + 24);
    }

    @Test
    void theFormEditsAParameterOnTheSameStack() throws Exception {
        ExperimentDiagramEditor editor = Workbench.open(SAMPLE);
        Component optimiser = Workbench.component(editor, "optimiser");
        Text field = field(editor, "optimiser", "lr");
        assertThat(field.getText()).isEqualTo("0.01");
        type(field, "0.02");
        assertThat(optimiser.getSettings().get(0).getValue()).isEqualTo("0.02");
        Workbench.page().activate(editor);
        Workbench.execute(IWorkbenchCommandConstants.EDIT_UNDO);
        assertThat(optimiser.getSettings().get(0).getValue()).isEqualTo("0.01");
        assertThat(field.getText()).isEqualTo("0.01");
    }

    @Test
    void anInvalidParameterIsMarkedUntilItIsRight() throws Exception {
        ExperimentDiagramEditor editor = Workbench.open(SAMPLE);
        Pump.until("the sample is without findings", 10, () -> errors().length == 0);
        type(field(editor, "optimiser", "lr"), "-1");
        Pump.until("a problem marker", 10, () -> errors().length > 0);
        IMarker marker = errors()[0];
        assertThat(marker.getAttribute(IMarker.MESSAGE, "")).contains("optimiser.lr", "-1");
        Pump.until("the node says so", 5, () -> Workbench.part(editor, "optimiser").getFigure().getToolTip() != null);

        editor.reveal("dataset");
        IDE.openEditor(Workbench.page(), marker);
        assertThat(editor.getGraphicalViewer().getSelectedEditParts()).isEqualTo(
                List.of(Workbench.part(editor, "optimiser")));

        Workbench.execute(IWorkbenchCommandConstants.EDIT_UNDO);
        Pump.until("the marker is gone", 10, () -> errors().length == 0);
    }

    @Test
    void runsTheExperimentAndPlotsItsNormsAgainstDepth() throws Exception {
        ExperimentDiagramEditor editor = Workbench.open(SAMPLE);
        Workbench.execute("org.plumbline.ui.views.run.start");
        ExperimentRun run = UiCore.get().runs().current().orElseThrow();
        Pump.until("the run has ended", RUN_SECONDS, () -> !run.snapshot().active());
        RunSnapshot end = run.snapshot();
        assertThat(end.phase()).as(end.message()).isEqualTo(RunSnapshot.Phase.DONE);
        assertThat(end.finished()).isEqualTo(end.rows().size()).isEqualTo(28);
        assertThat(end.results()).allSatisfy(result -> assertThat(result.points()).hasSize(14));

        PlotView view = (PlotView) Workbench.page().findView(PlotView.ID);
        Pump.until("the plot shows all depths", 10, () -> view.plot().map(this::depths).orElse(0) == 14);
        Plot plot = view.plot().orElseThrow();
        PointSeries points = (PointSeries) plot.series().get(0);
        assertThat(points.points()).allSatisfy(p -> {
            assertThat(p.y()).isFinite().isPositive();
            assertThat(p.trials()).hasSize(2);
            assertThat(p.low()).isLessThanOrEqualTo(p.y());
            assertThat(p.high()).isGreaterThanOrEqualTo(p.y());
        });
        assertThat(points.points()).extracting(PlotPoint::x).startsWith(3.0, 4.0, 5.0, 6.0, 8.0).endsWith(50.0, 64.0);
        assertThat(plot.series()).anySatisfy(s -> assertThat(s).isInstanceOf(ReferenceLine.class));
        assertThat(end.results().getFirst().estimate()).hasValueSatisfying(e -> assertThat(e.value()).isFinite());
        assertThat(run.folder().resolve("run.json")).exists();

        editor.reveal("architecture");
        Path picture = Workbench.screenshot("workbench");
        assertThat(Files.size(picture)).isGreaterThan(20_000);
    }

    @Test
    void saysWhatARunWouldTakeWithoutTrainingItself() throws Exception {
        Workbench.open(SAMPLE);
        Workbench.execute("org.plumbline.ui.views.run.estimate");
        Pump.until("the dialog", RUN_SECONDS, () -> estimate().isPresent());
        assertThat(estimate().orElseThrow()).contains("28 trials", "  time    about ", "a worker process takes ");
        assertThat(Files.size(Workbench.screenshot("estimate"))).isGreaterThan(20_000);
        Arrays.stream(Display.getCurrent().getShells()).filter(shell -> ESTIMATE.equals(shell.getText())).forEach(Shell::close);
    }

    private static Optional<String> estimate() {
        return Arrays.stream(Display.getCurrent().getShells()).filter(shell -> ESTIMATE.equals(shell.getText())).findFirst()
                .map(shell -> Widgets.find(shell, Text.class, text -> true).getText());
    }

    @Test
    void aBrokenFileSaysWhyInsteadOfADiagram() throws Exception {
        IFile broken = Workbench.file("broken.experiment");
        broken.create("<?xml version=\"1.0\"?><xmi:XMI".getBytes(StandardCharsets.UTF_8), true, false, null);
        try {
            Workbench.page().closeAllEditors(false);
            IEditorPart part = IDE.openEditor(Workbench.page(), broken);
            assertThat(part).isNotInstanceOf(ExperimentDiagramEditor.class);
            Pump.settle(0.3);
            Widgets.find(part.getSite().getShell(), Text.class, t -> t.getText().contains("broken.experiment, line"));
        } finally {
            Workbench.page().closeAllEditors(false);
            broken.delete(true, null);
        }
    }

    @Test
    void aRunThatIsStoppedEndsAndKeepsWhatHasEnded() throws Exception {
        Workbench.open("tanh-adam.experiment");
        Workbench.execute("org.plumbline.ui.views.run.start");
        ExperimentRun run = UiCore.get().runs().current().orElseThrow();
        Pump.until("a trial has ended", RUN_SECONDS, () -> run.snapshot().finished() > 0);
        Workbench.execute("org.plumbline.ui.views.run.stop");
        Pump.until("the run has stopped", RUN_SECONDS, () -> !run.snapshot().active());
        assertThat(run.snapshot().phase()).isEqualTo(RunSnapshot.Phase.STOPPED);
        assertThat(run.snapshot().finished()).isPositive();
    }

    @Test
    void pausesOneTrialFromTheMonitorsMenu() throws Exception {
        Workbench.open("tanh-adam.experiment");
        Workbench.execute("org.plumbline.ui.views.run.start");
        ExperimentRun run = UiCore.get().runs().current().orElseThrow();
        Pump.until("a trial has ended", RUN_SECONDS, () -> run.snapshot().finished() > 0);
        IViewPart view = Workbench.page().findView("org.plumbline.ui.views.runs");
        Table table = Widgets.find(view.getSite().getShell(), Table.class, t -> t.getMenu() != null);
        int pending = run.snapshot().rows().detectIndex(row -> row.state() == TrialState.PENDING);
        table.setSelection(pending);
        choose(table.getMenu(), "Pause");
        String trial = run.snapshot().rows().get(pending).trial().id();
        assertThat(RunFolder.forReading(run.folder()).requests()).contains("pause-" + trial);
        choose(table.getMenu(), "Go On");
        assertThat(RunFolder.forReading(run.folder()).requests()).doesNotContain("pause-" + trial);
        Workbench.execute("org.plumbline.ui.views.run.stop");
        Pump.until("the run has stopped", RUN_SECONDS, () -> !run.snapshot().active());
    }

    private static void choose(Menu menu, String label) throws Exception {
        menu.notifyListeners(SWT.Show, new Event());
        MenuItem item = Arrays.stream(menu.getItems()).filter(i -> i.getText().replace("&", "").equals(label)).findFirst().orElseThrow();
        assertThat(item.isEnabled()).as(label).isTrue();
        item.notifyListeners(SWT.Selection, new Event());
        menu.notifyListeners(SWT.Hide, new Event());
        Pump.settle(0.3);
    }

    private int depths(Plot plot) {
        return (int) ((PointSeries) plot.series().get(0)).points().stream().filter(p -> p.state() == PointState.DONE).count();
    }

    private static Text field(ExperimentDiagramEditor editor, String node, String parameter) throws Exception {
        PropertySheet sheet = (PropertySheet) Workbench.page().showView(IPageLayout.ID_PROP_SHEET);
        Workbench.page().activate(editor);
        editor.reveal("dataset");
        editor.reveal(node);
        Pump.settle(0.3);
        return Widgets.find(sheet.getCurrentPage().getControl(), Text.class, t -> parameter.equals(t.getData("parameter")));
    }

    private static void type(Text field, String text) {
        field.setText(text);
        field.notifyListeners(SWT.DefaultSelection, new Event());
        Pump.settle(0.1);
    }

    private static IMarker[] errors() {
        try {
            return Arrays.stream(Workbench.file(SAMPLE).findMarkers(FindingMarkers.TYPE, true, IResource.DEPTH_ZERO))
                    .filter(m -> m.getAttribute(IMarker.SEVERITY, -1) == IMarker.SEVERITY_ERROR).toArray(IMarker[]::new);
        } catch (CoreException e) {
            throw new AssertionError(e);
        }
    }
}
