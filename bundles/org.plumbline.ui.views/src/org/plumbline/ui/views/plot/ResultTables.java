package org.plumbline.ui.views.plot;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.plumbline.engine.result.ResultTable;

/** The tables of a result, a tab each; hidden while there are none. Ctrl+C copies the rows that are selected, else all. */
final class ResultTables {
    /** A longer text must not push the numbers out of sight, px. */
    private static final int WIDEST = 190;

    private final CTabFolder tabs;
    private ImmutableList<ResultTable> shown = Lists.immutable.empty();

    ResultTables(Composite parent) {
        tabs = new CTabFolder(parent, SWT.TOP | SWT.FLAT);
        tabs.setVisible(false);
    }

    void show(ImmutableList<ResultTable> tables) {
        if (tables.equals(shown)) {
            return;
        }
        int chosen = tabs.getSelectionIndex();
        for (CTabItem old : tabs.getItems()) {
            old.getControl().dispose();
            old.dispose();
        }
        shown = tables;
        tables.forEach(this::add);
        if (tables.notEmpty()) {
            tabs.setSelection(chosen > 0 && chosen < tables.size() ? chosen : 0);
        }
        if (tabs.getVisible() == tables.isEmpty()) {
            tabs.setVisible(tables.notEmpty());
            tabs.getParent().layout();
        }
    }

    private void add(ResultTable content) {
        Table table = new Table(tabs, SWT.MULTI | SWT.FULL_SELECTION);
        table.setHeaderVisible(true);
        table.setLinesVisible(true);
        for (String column : content.columns()) {
            new TableColumn(table, SWT.NONE).setText(column);
        }
        for (ImmutableList<String> row : content.rows()) {
            new TableItem(table, SWT.NONE).setText(row.toArray(new String[0]));
        }
        for (TableColumn column : table.getColumns()) {
            column.pack();
            column.setWidth(Math.min(column.getWidth(), WIDEST));
        }
        table.addListener(SWT.KeyDown, this::copy);
        CTabItem tab = new CTabItem(tabs, SWT.NONE);
        tab.setText(content.title().replace("&", "&&"));
        tab.setControl(table);
    }

    private void copy(Event event) {
        if (event.keyCode != 'c' || (event.stateMask & SWT.MOD1) == 0) {
            return;
        }
        ResultTable content = shown.get(Math.max(0, tabs.getSelectionIndex()));
        int[] selected = ((Table) event.widget).getSelectionIndices();
        ImmutableList<ImmutableList<String>> rows = selected.length == 0 ? content.rows()
                : content.rows().selectWithIndex((row, index) -> Arrays.stream(selected).anyMatch(i -> i == index));
        String text = Lists.immutable.with(content.columns()).newWithAll(rows).castToList().stream().map(row -> row.makeString("\t"))
                .collect(Collectors.joining(System.lineSeparator()));
        Clipboard clipboard = new Clipboard(event.display);
        clipboard.setContents(new Object[] {text}, new Transfer[] {TextTransfer.getInstance()});
        clipboard.dispose();
    }
}
