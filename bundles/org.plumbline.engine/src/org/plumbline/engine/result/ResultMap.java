package org.plumbline.engine.result;

import java.util.Locale;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.eclipse.collections.api.list.primitive.ImmutableDoubleList;

/**
 * A quantity over two numbers that trials differ in, as the figure of a result whose axes they are.
 * Shape: cells [ny][nx], row by row from the smallest y on.
 *
 * @param xs    values on the x axis of the result, ascending, at least one
 * @param ys    values on its y axis, ascending, at least one
 * @param value what a cell shows
 * @param range what the colours span, in the unit of the value; empty to take it from the values
 * @param cells as many as nx * ny
 */
public record ResultMap(ImmutableDoubleList xs, ImmutableDoubleList ys, ResultAxis value, Optional<Range> range,
        ImmutableList<Cell> cells) {

    /** @throws IllegalArgumentException if the axes do not ascend or the number of cells is not theirs; the message names what was found */
    public ResultMap {
        requireAscending("x", xs);
        requireAscending("y", ys);
        if (cells.size() != xs.size() * ys.size()) {
            throw new IllegalArgumentException("map of " + value.label() + ": expected " + ys.size() + " x " + xs.size() + " cells, got " + cells.size());
        }
    }

    /**
     * What colours span; values outside take the colour of the nearer end.
     *
     * @param low  finite
     * @param high finite, greater
     */
    public record Range(double low, double high) {
        public Range {
            if (!(low < high && Double.isFinite(low) && Double.isFinite(high))) {
                throw new IllegalArgumentException("range of colours: expected finite low < high, got " + low + ", " + high);
            }
        }
    }

    /**
     * One place of the map.
     *
     * @param value  of the trials used, NaN if there is none
     * @param n      number of trials used
     * @param asked  number of trials that were asked for here and have ended; asked - n are not counted
     * @param trials ids of those used
     */
    public record Cell(double value, int n, int asked, ImmutableList<String> trials) {
    }

    private static void requireAscending(String axis, ImmutableDoubleList values) {
        boolean ascends = values.notEmpty();
        for (int i = 1; i < values.size(); i++) {
            ascends &= values.get(i - 1) < values.get(i);
        }
        if (!ascends) {
            throw new IllegalArgumentException("map: expected ascending values on the " + axis + " axis, got " + values);
        }
    }

    /** @return the cell at the i-th x and the j-th y, both from 0 */
    public Cell cell(int i, int j) {
        return cells.get(j * xs.size() + i);
    }

    /**
     * @param x the axis of the columns
     * @param y the axis of the rows
     * @return the map as text: a row a y, a column an x; a cell that lacks trials says how many count
     */
    public ResultTable table(ResultAxis x, ResultAxis y) {
        MutableList<String> columns = Lists.mutable.with(y.label());
        xs.forEach(value -> columns.add(number(value)));
        MutableList<ImmutableList<String>> rows = Lists.mutable.empty();
        for (int j = 0; j < ys.size(); j++) {
            MutableList<String> row = Lists.mutable.with(number(ys.get(j)));
            for (int i = 0; i < xs.size(); i++) {
                row.add(text(cell(i, j)));
            }
            rows.add(row.toImmutable());
        }
        return new ResultTable(value.label() + ", over " + x.label(), columns.toImmutable(), rows.toImmutable());
    }

    private static String text(Cell cell) {
        String counted = cell.n() < cell.asked() ? " (" + cell.n() + " of " + cell.asked() + ")" : "";
        return cell.asked() == 0 ? "" : (Double.isNaN(cell.value()) ? "none" : number(cell.value())) + counted;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? Long.toString((long) value) : String.format(Locale.ROOT, "%.4g", value);
    }
}
