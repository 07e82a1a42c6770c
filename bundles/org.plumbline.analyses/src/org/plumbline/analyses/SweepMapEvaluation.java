package org.plumbline.analyses;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.eclipse.collections.api.map.sorted.ImmutableSortedMap;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultMap;
import org.plumbline.engine.result.TrialRecord;

/** One evaluation of a map over a sweep. */
final class SweepMapEvaluation {
    private static final String MEAN = "mean";
    private static final String LARGEST = "largest";

    private final String analysis;
    private final ImmutableList<TrialRecord> trials;
    private final Settings settings;
    private final TrialQuantity quantity;
    private final String across;

    SweepMapEvaluation(String analysis, ImmutableList<TrialRecord> trials, Settings settings) {
        this.analysis = analysis;
        this.trials = trials.select(trial -> trial.state().isFinal());
        this.settings = settings;
        this.quantity = TrialQuantity.of(settings.text("quantity"), analysis);
        this.across = settings.text("across");
    }

    ImmutableList<AnalysisResult> results() {
        if (trials.isEmpty()) {
            return Lists.immutable.empty();
        }
        MutableList<String> notes = Lists.mutable.with(DepthSeries.policy(trials));
        ImmutableList<NumericAxis> varying = NumericAxis.varying(trials);
        Optional<NumericAxis> x = axis("x", varying, "", notes);
        Optional<NumericAxis> y = axis("y", varying, x.map(NumericAxis::key).orElse(settings.text("x")), notes);
        if (x.isPresent() && y.isPresent() && x.get().key().equals(y.get().key())) {
            notes.add("no map: both axes are '" + x.get().key() + "'");
            return Lists.immutable.with(none(notes));
        }
        return Lists.immutable.with(x.isPresent() && y.isPresent() ? map(x.get(), y.get(), notes) : none(notes));
    }

    /** @param taken path of the axis that the other one has, which this one leaves out unless it is asked for */
    private Optional<NumericAxis> axis(String parameter, ImmutableList<NumericAxis> varying, String taken, MutableList<String> notes) {
        String wanted = settings.text(parameter);
        Optional<NumericAxis> found = wanted.isBlank()
                ? varying.detectOptional(axis -> !axis.key().equals(taken) && !axis.key().equals(settings.text("y")))
                : NumericAxis.of(trials, wanted);
        if (found.isEmpty()) {
            ImmutableList<String> keys = NumericAxis.keys(trials);
            notes.add("no map: " + (wanted.isBlank() ? "it needs two numbers that the sweep varies" : parameter + " is '" + wanted
                    + "', which is no number of the sweep") + "; the sweep varies " + (keys.isEmpty() ? "nothing but seeds" : keys.makeString(", ")));
        }
        return found;
    }

    private AnalysisResult none(MutableList<String> notes) {
        return new AnalysisResult(analysis, "map(" + quantity.id() + ")", quantity.label(), "", Optional.empty(), new ResultAxis("x", "", false),
                new ResultAxis("y", "", false), Lists.immutable.empty(), Optional.empty(), notes.distinct().toImmutable());
    }

    private AnalysisResult map(NumericAxis x, NumericAxis y, MutableList<String> notes) {
        ImmutableList<String> others = NumericAxis.keys(trials).reject(key -> key.equals(x.key()) || key.equals(y.key()));
        if (others.notEmpty()) {
            notes.add((across.equals(MEAN) ? "mean over " : across + " over ") + others.makeString(", ") + (across.equals(MEAN) ? " and the seeds"
                    : " of the means over the seeds"));
        }
        int used = trials.count(trial -> quantity.at(trial).isPresent());
        if (used < trials.size()) {
            notes.add(trials.size() - used + " of " + trials.size() + " trials not counted: no finite " + quantity.id());
        }
        ResultAxis value = new ResultAxis(quantity.label(), "", settings.text("scale").equals("logarithmic"));
        ResultMap map = x.map(y, trials, value, SweepMapAnalysis.colours(settings), here -> cell(here, x, y));
        return new AnalysisResult(analysis, "map(" + quantity.id() + ")", quantity.label(), "", Optional.empty(), x.axis(), y.axis(),
                Lists.immutable.empty(), Optional.empty(), notes.toImmutable()).withMap(map);
    }

    private ResultMap.Cell cell(ImmutableList<TrialRecord> here, NumericAxis x, NumericAxis y) {
        ImmutableList<TrialRecord> counted = here.select(trial -> quantity.at(trial).isPresent());
        ImmutableList<Double> means = across.equals(MEAN) || counted.isEmpty() ? Lists.immutable.with(mean(counted))
                : counted.groupBy(trial -> others(trial, x, y)).multiValuesView().collect(same -> mean(same.toList().toImmutable())).toList().toImmutable();
        return new ResultMap.Cell(across.equals(LARGEST) ? means.max() : means.min(), counted.size(), here.size(), counted.collect(TrialRecord::id));
    }

    private static ImmutableSortedMap<String, String> others(TrialRecord trial, NumericAxis x, NumericAxis y) {
        return trial.cell().reject((key, value) -> key.equals(x.key()) || key.equals(y.key()));
    }

    private double mean(ImmutableList<TrialRecord> counted) {
        return counted.isEmpty() ? Double.NaN : counted.sumOfDouble(trial -> quantity.at(trial).orElseThrow()) / counted.size();
    }
}
