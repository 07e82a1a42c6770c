package org.plumbline.engine.result;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * What an analysis says of one quantity. Plots, tables, reports and exports read only this.
 *
 * @param analysis   id of the component in the experiment
 * @param quantity   id of the quantity, e.g. {@code maxNorm(A)}
 * @param label      its name for people
 * @param meaning    what the estimate is, e.g. {@code exponent of maxNorm(A) in depth}
 * @param estimate   the number, if there are enough trials for one
 * @param x          axis
 * @param y          axis
 * @param points     the series, sorted by x
 * @param fit        the line that belongs to the estimate, if any
 * @param notes      what a reader must know: policy for diverged trials, what is missing for an interval
 * @param curves     what else its figure shows
 * @param tables     numbers beside the figure
 * @param conclusion what follows, in words, if the analysis concludes anything
 * @param map        what lies under the series as a map of colours over both axes, if anything
 */
public record AnalysisResult(String analysis, String quantity, String label, String meaning, Optional<Estimate> estimate,
        ResultAxis x, ResultAxis y, ImmutableList<ResultPoint> points, Optional<FitLine> fit,
        ImmutableList<String> notes, ImmutableList<Curve> curves, ImmutableList<ResultTable> tables, Optional<Conclusion> conclusion,
        Optional<ResultMap> map) {

    /** A series with nothing beside it. */
    public AnalysisResult(String analysis, String quantity, String label, String meaning, Optional<Estimate> estimate, ResultAxis x,
            ResultAxis y, ImmutableList<ResultPoint> points, Optional<FitLine> fit, ImmutableList<String> notes) {
        this(analysis, quantity, label, meaning, estimate, x, y, points, fit, notes, Lists.immutable.empty(), Lists.immutable.empty(),
                Optional.empty(), Optional.empty());
    }

    /** @return the notes, then what speaks against the estimate, with its quantity's name */
    public ImmutableList<String> remarks() {
        return notes.newWithAll(estimate.map(Estimate::cautions).orElse(Lists.immutable.empty()).collect(c -> quantity + ": " + c.text()));
    }

    /** @return whether a figure would show anything */
    public boolean hasData() {
        return points.notEmpty() || map.isPresent() || curves.anySatisfy(curve -> curve.points().notEmpty());
    }

    /** @return the tables, the map as the first of them */
    public ImmutableList<ResultTable> allTables() {
        return map.map(of -> Lists.immutable.with(of.table(x, y)).newWithAll(tables)).orElse(tables);
    }

    /** @return the same with a further note */
    public AnalysisResult noting(String note) {
        return new AnalysisResult(analysis, quantity, label, meaning, estimate, x, y, points, fit, notes.newWith(note), curves, tables,
                conclusion, map);
    }

    /** @return the same with further curves in its figure */
    public AnalysisResult withCurves(ImmutableList<Curve> others) {
        return new AnalysisResult(analysis, quantity, label, meaning, estimate, x, y, points, fit, notes, others, tables, conclusion,
                map);
    }

    /** @return the same with tables beside it */
    public AnalysisResult withTables(ImmutableList<ResultTable> others) {
        return new AnalysisResult(analysis, quantity, label, meaning, estimate, x, y, points, fit, notes, curves, others, conclusion,
                map);
    }

    /** @return the same with what follows from it */
    public AnalysisResult concluding(Conclusion what) {
        return new AnalysisResult(analysis, quantity, label, meaning, estimate, x, y, points, fit, notes, curves, tables,
                Optional.of(what), map);
    }

    /** @return the same with a map under its series */
    public AnalysisResult withMap(ResultMap under) {
        return new AnalysisResult(analysis, quantity, label, meaning, estimate, x, y, points, fit, notes, curves, tables, conclusion,
                Optional.of(under));
    }
}
