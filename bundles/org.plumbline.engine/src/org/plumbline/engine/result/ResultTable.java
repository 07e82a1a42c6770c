package org.plumbline.engine.result;

import org.eclipse.collections.api.list.ImmutableList;

/**
 * Numbers that belong to a result and that no figure shows.
 *
 * @param title   what it lists
 * @param columns headings
 * @param rows    cells as text, as many a row as there are columns
 */
public record ResultTable(String title, ImmutableList<String> columns, ImmutableList<ImmutableList<String>> rows) {
    public ResultTable {
        for (ImmutableList<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("table '" + title + "': " + columns.size() + " columns, a row of " + row.size());
            }
        }
    }
}
