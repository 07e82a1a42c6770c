package org.plumbline.ui.views.run;

import java.util.List;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.part.ViewPart;
import org.plumbline.engine.result.TrialState;
import org.plumbline.ui.core.UiCore;
import org.plumbline.ui.core.run.ExperimentRun;
import org.plumbline.ui.core.run.RunSnapshot;
import org.plumbline.ui.core.run.Runs;
import org.plumbline.ui.core.run.TrialRow;

/** The run monitor: progress of the whole run, and one line for each trial. */
public final class RunsView extends ViewPart {
    public static final String ID = "org.plumbline.ui.views.runs";

    private static final String[] TITLES = {"Cell", "Seed", "State", "Epoch", "Loss", "Time", "Trial", "Remark"};
    private static final int[] WIDTHS = {90, 45, 75, 50, 85, 62, 80, 220};

    private final Runs runs = UiCore.get().runs();
    private final Runnable listener = this::refresh;
    private Combo choice;
    private Label status;
    private ProgressBar progress;
    private Table table;
    private List<ExperimentRun> listed = List.of();
    private SelectedTrials selected;
    private ImmutableList<TrialRow> rows = Lists.immutable.empty();
    private List<String> marked = List.of();

    @Override
    public void createPartControl(Composite parent) {
        Composite body = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(4, 4).spacing(6, 4).applyTo(body);
        choice = new Combo(body, SWT.READ_ONLY);
        choice.setToolTipText("The run on show");
        choice.addListener(SWT.Selection, e -> runs.show(listed.get(choice.getSelectionIndex())));
        progress = new ProgressBar(body, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(progress);
        status = new Label(body, SWT.NONE);
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).applyTo(status);
        table = new Table(body, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.MULTI | SWT.BORDER);
        table.setHeaderVisible(true);
        GridDataFactory.fillDefaults().span(2, 1).grab(true, true).applyTo(table);
        for (int i = 0; i < TITLES.length; i++) {
            TableColumn column = new TableColumn(table, i == 1 || i >= 3 && i <= 5 ? SWT.RIGHT : SWT.LEFT);
            column.setText(TITLES[i]);
            column.setWidth(WIDTHS[i]);
        }
        selected = new SelectedTrials(table, rows);
        createMenu();
        table.addListener(SWT.SetData, e -> fill((TableItem) e.item, rows.get(table.indexOf((TableItem) e.item))));
        runs.addListener(listener);
        refresh();
    }

    private void createMenu() {
        MenuManager menu = new MenuManager();
        menu.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
        menu.add(new Separator());
        menu.add(new Action("Select the Whole Cell") {
            @Override
            public void run() {
                selected.growToCells();
            }
        });
        table.setMenu(menu.createContextMenu(table));
        getSite().registerContextMenu(menu, selected);
    }

    private void fill(TableItem item, TrialRow row) {
        item.setText(RunTexts.columns(row));
        item.setForeground(row.state() == TrialState.DIVERGED || row.state() == TrialState.FAILED
                ? table.getDisplay().getSystemColor(SWT.COLOR_DARK_RED) : null);
    }

    private void refresh() {
        if (table.isDisposed()) {
            return;
        }
        Optional<ExperimentRun> current = runs.current();
        if (!listed.equals(runs.all())) {
            listed = runs.all();
            choice.setItems(listed.stream().map(ExperimentRun::name).toArray(String[]::new));
            choice.getParent().layout();
        }
        choice.setEnabled(!listed.isEmpty());
        if (current.isEmpty()) {
            status.setText("Nothing has been run yet. Open an experiment and press Run (Ctrl+R).");
            return;
        }
        choice.select(listed.indexOf(current.get()));
        RunSnapshot snapshot = current.get().snapshot();
        rows = snapshot.rows();
        selected.setRows(rows);
        status.setText(RunTexts.status(snapshot));
        progress.setMaximum(Math.max(1, rows.size()));
        progress.setSelection(snapshot.finished());
        progress.setState(snapshot.phase() == RunSnapshot.Phase.FAILED ? SWT.ERROR : SWT.NORMAL);
        if (table.getItemCount() != rows.size()) {
            table.setItemCount(rows.size());
        }
        table.clearAll();
        mark();
    }

    /** Selects the trials that were chosen elsewhere, for example as a point of the plot. */
    private void mark() {
        if (!marked.equals(runs.chosenTrials())) {
            marked = runs.chosenTrials();
            int[] indices = rows.collectWithIndex((row, i) -> marked.contains(row.trial().id()) ? i : -1)
                    .select(i -> i >= 0).stream().mapToInt(Integer::intValue).toArray();
            table.setSelection(indices);
        }
    }

    @Override
    public void setFocus() {
        table.setFocus();
    }

    @Override
    public void dispose() {
        runs.removeListener(listener);
        super.dispose();
    }
}
