package org.plumbline.headless;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.collections.api.list.ImmutableList;

/** A table for a terminal: columns as wide as their widest cell, two spaces between them, numbers to the right. */
final class TextTable {
    private static final String NUMBER = "|none|[-+\u2212]?(\\d[\\d.]*(e[-+]?\\d+)?%?|inf|nan|NaN|Infinity)";

    private TextTable() {
    }

    /** @return heading and rows, one a line, without trailing spaces */
    static List<String> lines(ImmutableList<String> columns, ImmutableList<ImmutableList<String>> rows) {
        int[] widths = new int[columns.size()];
        boolean[] right = new boolean[columns.size()];
        for (int c = 0; c < widths.length; c++) {
            int column = c;
            widths[c] = Math.max(length(columns.get(c)), rows.isEmpty() ? 0 : (int) rows.collectInt(row -> length(row.get(column))).max());
            right[c] = rows.notEmpty() && rows.allSatisfy(row -> oneLine(row.get(column)).matches(NUMBER));
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(columns, widths, right));
        rows.forEach(row -> lines.add(line(row, widths, right)));
        return lines;
    }

    private static String line(ImmutableList<String> cells, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String cell = oneLine(cells.get(c));
            String space = " ".repeat(widths[c] - length(cell));
            line.append(c == 0 ? "" : "  ").append(right[c] ? space + cell : cell + space);
        }
        return line.toString().stripTrailing();
    }

    private static int length(String cell) {
        String line = oneLine(cell);
        return line.codePointCount(0, line.length());
    }

    private static String oneLine(String cell) {
        return cell.replaceAll("\\s+", " ").strip();
    }
}
