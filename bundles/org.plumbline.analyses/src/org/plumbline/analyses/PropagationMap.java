package org.plumbline.analyses;

import java.util.Arrays;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.analyses.SweepAxes.Line;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Curve;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultMap;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.ResultTable;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.numerics.regression.Interval;
import org.plumbline.numerics.regression.SampleMean;

/**
 * log10 of the ratios of one direction over two axes of a sweep: curves over the one, one for each value of the other.
 * <p>Each seed counts with its mean of log10 over the examples; a curve shows the median over the seeds. A curve crosses 0, where the
 * signal moves by its own size, at the largest x at which a seed's values change their sign, between two neighbours by the straight line
 * through them; the crossing of a curve is the mean over its seeds, with Student's t over them.</p>
 * Pinned by SignalPropagationEvaluateTest.
 */
final class PropagationMap {
    /** What the colours of the paper's maps span. */
    private static final ResultMap.Range COLOURS = new ResultMap.Range(-1, 1);

    private final String analysis;
    private final String direction;
    private final SweepAxes axes;
    private final ImmutableList<Line> lines;
    private final double level;
    private final String key;

    PropagationMap(String analysis, String direction, SweepAxes axes, ImmutableList<Line> lines, double level) {
        this.analysis = analysis;
        this.direction = direction;
        this.axes = axes;
        this.lines = lines;
        this.level = level;
        this.key = analysis + "/meanLog10(" + direction + ")";
    }

    private String label() {
        return "log10 of " + PropagationEvaluation.ratio(direction);
    }

    /** @return one curve, with where it crosses 0 */
    AnalysisResult of(Line line) {
        Optional<Estimate> crossing = crossing(line);
        return new AnalysisResult(analysis, "log10(" + direction + ")" + PropagationEvaluation.suffix(line),
                label() + (line.name().isEmpty() ? "" : ", " + line.name()), axes.x().label() + " at which " + label() + " is 0", crossing, axes.x(),
                new ResultAxis("median of " + label(), "", false), points(line), Optional.empty(), notes(line.trials(), seedCrossings(line).isEmpty()));
    }

    private ImmutableList<String> notes(ImmutableList<TrialRecord> trials, boolean none) {
        ImmutableList<String> notes = PropagationEvaluation.notes(trials, key,
                trials.count(trial -> PropagationEvaluation.value(trial, key).isPresent()));
        return none ? notes.newWith("no crossing: in no seed does " + label() + " change its sign") : notes;
    }

    /**
     * @param other     what tells the curves apart
     * @param crossings as {@link #crossings} gives them, drawn on the map
     * @return a map over both, with what the colours of the paper span
     */
    AnalysisResult map(NumericAxis other, Optional<AnalysisResult> crossings) {
        ImmutableList<TrialRecord> all = lines.flatCollect(Line::trials);
        NumericAxis own = axes.isDepth() ? NumericAxis.depth(all) : NumericAxis.of(all, axes.key()).orElseThrow();
        // The depth is read from left to right; what crosses 0 is a function of the other number.
        NumericAxis x = axes.isDepth() ? own : other;
        NumericAxis y = axes.isDepth() ? other : own;
        ResultMap map = x.map(y, all, new ResultAxis("median of " + label(), "", false), Optional.of(COLOURS), here -> {
            ResultPoint point = point(Double.NaN, here);
            return new ResultMap.Cell(point.value(), point.n(), point.asked(), point.trials());
        });
        return new AnalysisResult(analysis, "map(" + direction + ")", "median of " + label(), "", Optional.empty(), x.axis(), y.axis(),
                Lists.immutable.empty(), Optional.empty(), notes(all, false)).withMap(map)
                .withCurves(crossings.map(found -> Lists.immutable.with(new Curve("crossing", label() + " is 0", Curve.Style.LINE, found.points())))
                        .orElse(Lists.immutable.empty()));
    }

    /**
     * @param other path of the axis that tells the curves apart, if it is one
     * @return all curves in one figure, and the numbers as a table
     */
    AnalysisResult together(Optional<String> other) {
        ImmutableList<TrialRecord> all = lines.flatCollect(Line::trials);
        double[] xs = Arrays.stream(all.collectDouble(axes::at).toArray()).distinct().sorted().toArray();
        MutableList<String> columns = Lists.mutable.with(other.orElse("cell"));
        Arrays.stream(xs).forEach(x -> columns.add(CardTables.number(x)));
        ImmutableList<ImmutableList<String>> rows = lines.collect(line -> row(line, xs));
        Line first = lines.getFirst();
        return new AnalysisResult(analysis, "curves(" + direction + ")", label() + ": markers " + first.name(), "", Optional.empty(), axes.x(),
                new ResultAxis("median of " + label(), "", false), points(first), Optional.empty(), notes(all, false))
                .withCurves(lines.drop(1).collect(line -> new Curve(line.name(), line.name(), Curve.Style.LINE, points(line))))
                .withTables(Lists.immutable.with(new ResultTable("median of " + label() + " over the seeds, by " + axes.x().label(),
                        columns.toImmutable(), rows)));
    }

    private ImmutableList<String> row(Line line, double[] xs) {
        MutableList<String> row = Lists.mutable.with(line.number().map(CardTables::number).orElse(line.name()));
        ImmutableList<ResultPoint> points = points(line);
        for (double x : xs) {
            row.add(points.detectOptional(point -> point.x() == x).map(point -> CardTables.number(point.value())).orElse("not known"));
        }
        return row.toImmutable();
    }

    /**
     * @param other what tells the curves apart
     * @return where the curves cross 0, over that axis; empty if x is the depth or nothing crosses
     */
    Optional<AnalysisResult> crossings(NumericAxis other) {
        if (axes.isDepth()) {
            return Optional.empty();
        }
        MutableList<ResultPoint> points = Lists.mutable.empty();
        MutableList<ImmutableList<String>> rows = Lists.mutable.empty();
        for (Line line : lines) {
            ImmutableList<Crossing> crossings = seedCrossings(line);
            crossing(line).ifPresent(estimate -> {
                ImmutableList<Double> at = crossings.collect(Crossing::at);
                points.add(new ResultPoint(line.number().get(), estimate.value(), at.min(), at.max(), at.size(), seeds(line).size(),
                        crossings.collect(Crossing::trial)));
                rows.add(Lists.immutable.with(CardTables.number(line.number().get()), CardTables.number(estimate.value()),
                        "[" + CardTables.number(estimate.low()) + ", " + CardTables.number(estimate.high()) + "]", crossings.size() + " of " + seeds(line).size()));
            });
        }
        String name = axes.x().label() + " at which " + label() + " is 0";
        return points.isEmpty() ? Optional.empty() : Optional.of(new AnalysisResult(analysis, "crossing(" + direction + ")", name, "", Optional.empty(),
                other.axis(), new ResultAxis(name, "", false), points.toImmutable(), Optional.empty(),
                notes(lines.flatCollect(Line::trials), false)).withTables(Lists.immutable.with(new ResultTable("crossings",
                        Lists.immutable.with(other.key(), axes.x().label(), "interval", "seeds that cross"), rows.toImmutable()))));
    }

    private ImmutableList<ResultPoint> points(Line line) {
        MutableList<ResultPoint> points = Lists.mutable.empty();
        for (double x : Arrays.stream(line.trials().collectDouble(axes::at).toArray()).distinct().sorted().toArray()) {
            points.add(point(x, line.trials().select(trial -> axes.at(trial) == x)));
        }
        return points.toImmutable();
    }

    /** @return median and range of the seeds at one place */
    private ResultPoint point(double x, ImmutableList<TrialRecord> here) {
        ImmutableList<TrialRecord> usable = here.select(trial -> PropagationEvaluation.value(trial, key).isPresent());
        double[] values = usable.collectDouble(trial -> PropagationEvaluation.value(trial, key).get()).toSortedArray();
        boolean none = values.length == 0;
        return new ResultPoint(x, none ? Double.NaN : SampleMedian.of(values).median(), none ? Double.NaN : values[0],
                none ? Double.NaN : values[values.length - 1], values.length, here.size(), usable.collect(TrialRecord::id));
    }

    private Optional<Estimate> crossing(Line line) {
        ImmutableList<Crossing> crossings = seedCrossings(line);
        if (crossings.size() < 2) {
            return Optional.empty();
        }
        SampleMean mean = SampleMean.of(crossings.collectDouble(Crossing::at).toArray());
        Optional<Interval> interval = mean.interval(level);
        return Optional.of(new Estimate(mean.mean(), mean.error(), interval.map(Interval::low).orElse(Double.NaN),
                interval.map(Interval::high).orElse(Double.NaN), level, mean.count(), "", "mean over the " + mean.count() + " of " + seeds(line).size()
                        + " seeds that cross 0" + (interval.isEmpty() ? "" : "; interval: Student t"), line.trials().collect(TrialRecord::id)));
    }

    private static ImmutableList<Long> seeds(Line line) {
        return line.trials().collect(TrialRecord::seed).distinct().toSortedList().toImmutable();
    }

    /**
     * Where the values of one seed change their sign.
     *
     * @param at    on the x axis
     * @param trial the neighbour below it
     */
    private record Crossing(double at, String trial) {
    }

    private ImmutableList<Crossing> seedCrossings(Line line) {
        MutableList<Crossing> crossings = Lists.mutable.empty();
        for (ImmutableList<TrialRecord> own : DepthSeries.bySeed(line.trials()).values()) {
            ImmutableList<TrialRecord> path = own.select(trial -> PropagationEvaluation.value(trial, key).isPresent())
                    .toSortedListBy(axes::at).toImmutable();
            for (int i = path.size() - 1; i > 0; i--) {
                double left = PropagationEvaluation.value(path.get(i - 1), key).get();
                double right = PropagationEvaluation.value(path.get(i), key).get();
                if (left > 0 != right > 0) {
                    double x = axes.at(path.get(i - 1));
                    crossings.add(new Crossing(x + (axes.at(path.get(i)) - x) * left / (left - right), path.get(i - 1).id()));
                    break;
                }
            }
        }
        return crossings.toImmutable();
    }
}
