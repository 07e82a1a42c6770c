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
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.numerics.regression.Interval;
import org.plumbline.numerics.regression.SampleMean;

/**
 * The ratios of one direction along one curve of a sweep: their median, mean and mean square over the seeds, at each x.
 * <p>Each seed counts once, with the mean over its examples. Intervals: of the median by order statistics, of the means by Student's t,
 * which is too narrow where a few large ratios make the mean, as with i.i.d. weights in narrow networks.</p>
 * Pinned by SignalPropagationEvaluateTest.
 */
final class PropagationSeries {
    private final String analysis;
    private final String direction;
    private final SweepAxes axes;
    private final Line line;
    private final double level;

    PropagationSeries(String analysis, String direction, SweepAxes axes, Line line, double level) {
        this.analysis = analysis;
        this.direction = direction;
        this.axes = axes;
        this.line = line;
        this.level = level;
    }

    /** What is made of the ratios of the seeds. */
    private enum Statistic {
        MEDIAN("median", "mean", "median of "), MEAN("mean", "mean", "mean of "), MEAN_SQUARE("meanSquare", "meanSquare", "mean square of ");

        private final String id;
        private final String measured;
        private final String label;

        Statistic(String id, String measured, String label) {
            this.id = id;
            this.measured = measured;
            this.label = label;
        }

        double of(double[] values) {
            return this == MEDIAN ? SampleMedian.of(values).median() : SampleMean.of(values).mean();
        }

        Optional<Interval> interval(double[] values, double level) {
            return this == MEDIAN ? SampleMedian.of(values).interval(level) : SampleMean.of(values).interval(level);
        }

        String method() {
            return this == MEDIAN ? "; interval: order statistics" : "; interval: Student t, too narrow where a few large ratios make the mean";
        }
    }

    ImmutableList<AnalysisResult> results() {
        return Lists.immutable.with(Statistic.values()).collect(this::result);
    }

    private AnalysisResult result(Statistic statistic) {
        String key = key(statistic.measured);
        String name = statistic.id + "(" + direction + ")" + PropagationEvaluation.suffix(line);
        String label = statistic.label + PropagationEvaluation.ratio(direction);
        MutableList<ResultPoint> points = Lists.mutable.empty();
        MutableList<ResultPoint> band = Lists.mutable.empty();
        MutableList<ResultPoint> expected = Lists.mutable.empty();
        Optional<Estimate> estimate = Optional.empty();
        int used = 0;
        for (double x : positions()) {
            ImmutableList<TrialRecord> here = line.trials().select(trial -> axes.at(trial) == x);
            ImmutableList<TrialRecord> usable = here.select(trial -> PropagationEvaluation.value(trial, key).isPresent());
            double[] values = usable.collectDouble(trial -> PropagationEvaluation.value(trial, key).get()).toSortedArray();
            used += values.length;
            ImmutableList<String> ids = usable.collect(TrialRecord::id);
            if (values.length == 0) {
                points.add(new ResultPoint(x, Double.NaN, Double.NaN, Double.NaN, 0, here.size(), ids));
                continue;
            }
            double value = statistic.of(values);
            points.add(new ResultPoint(x, value, values[0], values[values.length - 1], values.length, here.size(), ids));
            Optional<Interval> interval = statistic.interval(values, level);
            interval.ifPresent(i -> band.add(new ResultPoint(x, value, i.low(), i.high(), ids.size(), here.size(), ids)));
            // One network tells nothing of the others.
            estimate = values.length < 2 ? Optional.empty() : Optional.of(new Estimate(value, statistic == Statistic.MEDIAN ? Double.NaN : SampleMean.of(values).error(),
                    interval.map(Interval::low).orElse(Double.NaN), interval.map(Interval::high).orElse(Double.NaN), level, values.length, "",
                    "over the seeds at " + axes.x().label() + " " + CardTables.number(x) + (interval.isEmpty() ? "" : statistic.method()), ids));
            here.collect(trial -> PropagationEvaluation.value(trial, analysis + "/" + SignalPropagationAnalysis.EXPECTED))
                    .detectOptional(Optional::isPresent).ifPresent(found -> expected.add(CardTables.point(x, found.get(), Double.NaN, Double.NaN)));
        }
        MutableList<Curve> curves = Lists.mutable.empty();
        if (band.notEmpty()) {
            curves.add(new Curve("interval", CardTables.number(100 * level) + " % interval", Curve.Style.BAND, band.toImmutable()));
        }
        if (statistic == Statistic.MEAN_SQUARE && expected.notEmpty()) {
            curves.add(new Curve("expected", "exact mean for independent weights", Curve.Style.LINE, expected.toImmutable()));
        }
        return new AnalysisResult(analysis, name, label + (line.name().isEmpty() ? "" : ", " + line.name()),
                label + " at the largest " + axes.x().label(), estimate, axes.x(), new ResultAxis(label, "", true), points.toImmutable(),
                Optional.empty(), PropagationEvaluation.notes(line.trials(), key, used)).withCurves(curves.toImmutable());
    }

    private String key(String measured) {
        return analysis + "/" + measured + "(" + direction + ")";
    }

    private double[] positions() {
        return Arrays.stream(line.trials().collectDouble(axes::at).toArray()).distinct().sorted().toArray();
    }

    /** @return of each cell with enough trials, how the ratios of its seeds are distributed */
    ImmutableList<AnalysisResult> histograms() {
        MutableList<AnalysisResult> histograms = Lists.mutable.empty();
        for (double x : positions()) {
            ImmutableList<TrialRecord> here = line.trials().select(trial -> axes.at(trial) == x);
            ImmutableList<TrialRecord> usable = here.select(trial -> PropagationEvaluation.value(trial, key("mean")).filter(r -> r > 0).isPresent());
            if (usable.size() >= PropagationEvaluation.HISTOGRAM) {
                String cell = axes.x().label() + "=" + CardTables.number(x) + (line.name().isEmpty() ? "" : " " + line.name());
                histograms.add(RatioHistogram.of(usable.collectDouble(trial -> PropagationEvaluation.value(trial, key("mean")).get()).toArray())
                        .result(analysis, direction, positions().length == 1 && line.name().isEmpty() ? "" : cell, here, usable.collect(TrialRecord::id),
                                PropagationEvaluation.notes(here, key("mean"), usable.size())));
            }
        }
        return histograms.toImmutable();
    }
}
