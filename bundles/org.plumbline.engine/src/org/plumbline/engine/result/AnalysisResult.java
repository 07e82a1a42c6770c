package org.plumbline.engine.result;

import java.util.Optional;

import org.eclipse.collections.api.list.ImmutableList;

/**
 * What an analysis says of one quantity. Plots, tables, reports and exports read only this.
 *
 * @param analysis id of the component in the experiment
 * @param quantity id of the quantity, e.g. {@code maxNorm(A)}
 * @param label    its name for people
 * @param meaning  what the estimate is, e.g. {@code exponent of maxNorm(A) in depth}
 * @param estimate the number, if there are enough trials for one
 * @param x        axis
 * @param y        axis
 * @param points   the series, sorted by x
 * @param fit      the line that belongs to the estimate, if any
 * @param notes    what a reader must know: policy for diverged trials, what is missing for an interval
 */
public record AnalysisResult(String analysis, String quantity, String label, String meaning, Optional<Estimate> estimate,
        ResultAxis x, ResultAxis y, ImmutableList<ResultPoint> points, Optional<FitLine> fit,
        ImmutableList<String> notes) {
}
