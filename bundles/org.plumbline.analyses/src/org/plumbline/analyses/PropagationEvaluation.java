package org.plumbline.analyses;

import java.util.Locale;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.analyses.SweepAxes.Line;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;

/**
 * One evaluation of signal propagation.
 * <p>Over the depth: median, mean and mean of the squares of the ratios for each curve of the sweep. Over another number: the median of
 * log10 of the ratios for each curve, whose estimate is where it is 0. With several curves also all together, as a map if they differ in
 * one number, and where each crosses 0. A cell with at least {@value #HISTOGRAM} trials also has a histogram. More than {@value #CURVES} curves are shown
 * together only.</p>
 */
final class PropagationEvaluation {
    static final int CURVES = 8;
    static final int HISTOGRAM = 200;

    private final String analysis;
    private final ImmutableList<TrialRecord> trials;
    private final double level;

    PropagationEvaluation(String analysis, ImmutableList<TrialRecord> trials, double level) {
        this.analysis = analysis;
        this.trials = trials.select(trial -> trial.state().isFinal());
        this.level = level;
    }

    ImmutableList<AnalysisResult> results() {
        MutableList<AnalysisResult> results = Lists.mutable.empty();
        if (trials.isEmpty()) {
            return results.toImmutable();
        }
        SweepAxes axes = SweepAxes.of(trials);
        ImmutableList<Line> lines = axes.lines(trials);
        for (String direction : new String[] {SignalPropagationAnalysis.FORWARD, SignalPropagationAnalysis.BACKWARD}) {
            PropagationMap map = new PropagationMap(analysis, direction, axes, lines, level);
            if (lines.size() > 1) {
                Optional<NumericAxis> other = axes.other(trials).flatMap(key -> NumericAxis.of(trials, key));
                Optional<AnalysisResult> crossings = other.flatMap(map::crossings);
                other.ifPresent(axis -> results.add(map.map(axis, crossings)));
                if (other.isEmpty() || lines.size() <= CURVES) {
                    results.add(map.together(axes.other(trials)));
                }
                crossings.ifPresent(results::add);
            }
            if (lines.size() <= CURVES) {
                lines.forEach(line -> {
                    PropagationSeries series = new PropagationSeries(analysis, direction, axes, line, level);
                    results.withAll(axes.isDepth() ? series.results() : Lists.immutable.with(map.of(line)));
                    results.withAll(series.histograms());
                });
            }
        }
        return results.toImmutable();
    }

    /** @return what a direction is called, e.g. {@code |h_L - h_0| / |h_0|} */
    static String ratio(String direction) {
        return direction.equals(SignalPropagationAnalysis.FORWARD) ? "|h_L - h_0| / |h_0|" : "|p_0 - p_L| / |p_L|";
    }

    /**
     * A measurement of a trial.
     *
     * @return empty if the trial is not DONE, or the value is not known or not finite
     */
    static Optional<Double> value(TrialRecord trial, String key) {
        return trial.state() == TrialState.DONE ? Optional.ofNullable(trial.measurements().get(key)).filter(Double::isFinite) : Optional.empty();
    }

    /** @return which trials count, and how many have no such value */
    static ImmutableList<String> notes(ImmutableList<TrialRecord> trials, String key, int used) {
        MutableList<String> notes = Lists.mutable.with(DepthSeries.policy(trials));
        int done = trials.count(trial -> trial.state() == TrialState.DONE);
        if (used < done) {
            notes.add(String.format(Locale.ROOT, "%d of %d trials left out: %s is not finite; the signal vanished or is beyond the range of the"
                    + " numbers, so that what is shown is of the others only", done - used, done, key.substring(key.indexOf('/') + 1)));
        }
        return notes.toImmutable();
    }

    static String suffix(Line line) {
        return line.name().isEmpty() ? "" : " [" + line.name() + "]";
    }
}
