package org.plumbline.ui.views.run;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.core.runtime.ListenerList;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Table;
import org.plumbline.ui.core.run.TrialRow;

/** The selected lines of the run monitor as {@link TrialRow}s, for its context menu. */
final class SelectedTrials implements ISelectionProvider {
    private final Table table;
    private final ListenerList<ISelectionChangedListener> listeners = new ListenerList<>();
    private ImmutableList<TrialRow> rows;

    SelectedTrials(Table table, ImmutableList<TrialRow> rows) {
        this.table = table;
        this.rows = rows;
        table.addListener(SWT.Selection, e -> listeners.forEach(l -> l.selectionChanged(new SelectionChangedEvent(this, getSelection()))));
    }

    void setRows(ImmutableList<TrialRow> all) {
        rows = all;
    }

    /** Selects all trials of the cells that have a selected one: those of all seeds. */
    void growToCells() {
        Set<Object> cells = new HashSet<>(rows().collect(row -> row.trial().cell()).castToList());
        table.setSelection(IntStream.range(0, rows.size()).filter(i -> cells.contains(rows.get(i).trial().cell())).toArray());
    }

    private ImmutableList<TrialRow> rows() {
        return Lists.immutable.fromStream(Arrays.stream(table.getSelectionIndices()).sorted().mapToObj(rows::get));
    }

    @Override
    public ISelection getSelection() {
        return new StructuredSelection(rows().castToList());
    }

    @Override
    public void setSelection(ISelection selection) {
        // The table is what people select in; nothing else selects here.
    }

    @Override
    public void addSelectionChangedListener(ISelectionChangedListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeSelectionChangedListener(ISelectionChangedListener listener) {
        listeners.remove(listener);
    }
}
