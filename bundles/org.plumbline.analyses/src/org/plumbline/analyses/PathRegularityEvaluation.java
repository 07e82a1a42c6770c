package org.plumbline.analyses;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.analyses.DepthSeries.DepthValue;
import org.plumbline.analyses.TrainingSteps.Source;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.regression.Interval;
import org.plumbline.numerics.regression.SampleMean;

/** One evaluation of path regularity: exponents of the p-variations, and Hurst indices over depth. */
final class PathRegularityEvaluation {
    private final String analysis;
    private final TrialSet trials;
    private final Settings settings;

    PathRegularityEvaluation(String analysis, TrialSet trials, Settings settings) {
        this.analysis = analysis;
        this.trials = trials;
        this.settings = settings;
    }

    ImmutableList<AnalysisResult> results() throws IOException {
        MutableList<AnalysisResult> results = Lists.mutable.empty();
        MutableList<AnalysisResult> during = Lists.mutable.empty();
        TrainingExponents training = new TrainingExponents(trials, analysis, settings);
        for (Map.Entry<String, ImmutableList<TrialRecord>> cell : DepthSeries.groups(trials.records()).entrySet()) {
            for (String id : quantities(cell.getValue())) {
                ImmutableList<DepthValue> values = DepthSeries.values(cell.getValue(), analysis + "/" + id);
                if (id.startsWith("hurst")) {
                    results.add(hurst(id, cell.getKey(), cell.getValue(), values));
                    if (settings.longInteger("every") > 0) {
                        hurstDuring(id, cell.getKey(), cell.getValue(), training).ifPresent(during::add);
                    }
                    continue;
                }
                ExponentResult.Quantity quantity = new ExponentResult.Quantity(id, label(id), 2);
                results.add(ExponentResult.of(analysis, quantity, cell.getKey(), cell.getValue(), values, settings));
                if (settings.longInteger("every") > 0) {
                    training.of(quantity, cell.getKey(), cell.getValue()).ifPresent(during::add);
                }
            }
        }
        return results.withAll(during).toImmutable();
    }

    private ImmutableList<String> quantities(ImmutableList<TrialRecord> group) {
        return group.flatCollect(trial -> trial.measurements().keysView()).select(key -> key.startsWith(analysis + "/"))
                .collect(key -> key.substring(analysis.length() + 1)).distinct().toSortedList().reverseThis().sortThisBy(id -> id.startsWith("hurst"))
                .toImmutable();
    }

    private String label(String id) {
        return id.replaceFirst("pVariation\\((.*),p=(.*)\\)", "$2-variation of L^" + PowersOfVariation.text(settings.real("beta")) + " $1");
    }

    private AnalysisResult hurst(String id, String cell, ImmutableList<TrialRecord> group, ImmutableList<DepthValue> values) {
        String name = id + (cell.isEmpty() ? "" : " [" + cell + "]");
        // Stacks that are too short have no index: that is no failure to count.
        int shortest = values.collectInt(DepthValue::depth).minIfEmpty(Integer.MAX_VALUE);
        String label = id.replaceFirst("hurst\\((.*),(.*)\\)", "Hurst index of $1 by $2");
        return new AnalysisResult(analysis, name, label + (cell.isEmpty() ? "" : ", " + cell), "Hurst index at the deepest depth: " + name,
                deepest(values), DepthSeries.DEPTH, new ResultAxis("Hurst index", "", false),
                DepthSeries.points(group.select(trial -> trial.depth() >= shortest), values),
                Optional.empty(), Lists.immutable.with(DepthSeries.policy(group)));
    }

    /** @return the index at the deepest depth of each seed; empty if none was observed there */
    private Optional<AnalysisResult> hurstDuring(String id, String cell, ImmutableList<TrialRecord> group, TrainingExponents training)
            throws IOException {
        int deepest = group.collectInt(TrialRecord::depth).max();
        ImmutableList<ResultPoint> points = training.points(group.select(trial -> trial.depth() == deepest), 1, Source.scalars(id),
                seed -> OptionalDouble.of(seed.getLast().values()[0]));
        String label = id.replaceFirst("hurst\\((.*),(.*)\\)", "Hurst index of $1 by $2") + " at depth " + deepest + " during training";
        return points.isEmpty() ? Optional.empty() : Optional.of(new AnalysisResult(analysis, id + " during training" + (cell.isEmpty() ? "" : " [" + cell + "]"),
                label + (cell.isEmpty() ? "" : ", " + cell), "", Optional.empty(), TrainingSteps.STEP, new ResultAxis("Hurst index", "", false), points,
                Optional.empty(), Lists.immutable.with(DepthSeries.policy(group), TrainingSteps.upTo(points))));
    }

    private Optional<Estimate> deepest(ImmutableList<DepthValue> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        int depth = values.collectInt(DepthValue::depth).max();
        ImmutableList<DepthValue> last = values.select(value -> value.depth() == depth);
        SampleMean mean = SampleMean.of(last.collectDouble(DepthValue::value).toArray());
        double level = settings.real("level");
        Optional<Interval> interval = mean.interval(level);
        return Optional.of(new Estimate(mean.mean(), mean.error(), interval.map(Interval::low).orElse(Double.NaN),
                interval.map(Interval::high).orElse(Double.NaN), level, mean.count(), "",
                "mean over the seeds at depth " + depth + "; interval: Student t", last.collect(value -> value.trial().id())));
    }
}
