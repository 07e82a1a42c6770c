package org.plumbline.analyses;

import java.util.Optional;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.eclipse.collections.api.set.sorted.MutableSortedSet;
import org.eclipse.collections.api.factory.SortedSets;
import org.plumbline.analyses.DepthSeries.DepthValue;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;

/** One evaluation of depth scaling: the measurements of trials become series over depth, one for each quantity. */
final class DepthScalingEvaluation {
    private final String prefix;
    private final String analysis;
    private final ImmutableList<TrialRecord> trials;
    private final Settings settings;

    DepthScalingEvaluation(String analysis, ImmutableList<TrialRecord> trials, Settings settings) {
        this.analysis = analysis;
        this.prefix = analysis + "/";
        this.trials = trials.select(trial -> trial.state().isFinal());
        this.settings = settings;
    }

    /** Trials that differ in more than depth and seed are not mixed: each further cell has results of its own. */
    ImmutableList<AnalysisResult> results() {
        var groups = new TreeMap<String, MutableList<TrialRecord>>();
        trials.forEach(trial -> groups.computeIfAbsent(DepthSeries.furtherCell(trial), key -> Lists.mutable.empty()).add(trial));
        MutableList<AnalysisResult> results = Lists.mutable.empty();
        groups.forEach((cell, group) -> quantities(group).forEach(
                quantity -> results.add(result(quantity, groups.size() > 1 ? cell : "", group.toImmutable()))));
        return results.toImmutable();
    }

    private ImmutableList<Quantity> quantities(MutableList<TrialRecord> group) {
        MutableSortedSet<Quantity> found = SortedSets.mutable.empty();
        for (TrialRecord trial : group) {
            trial.measurements().keysView().select(key -> key.startsWith(prefix))
                    .forEach(key -> found.add(Quantity.of(key.substring(prefix.length()))));
        }
        return found.toList().toImmutable();
    }

    private AnalysisResult result(Quantity quantity, String cell, ImmutableList<TrialRecord> group) {
        MutableList<String> notes = Lists.mutable.empty();
        notes.add(DepthSeries.policy(group));
        ImmutableList<DepthValue> values = group.select(trial -> value(trial, quantity).isPresent())
                .collect(trial -> new DepthValue(trial, value(trial, quantity).orElseThrow()));
        ImmutableList<ResultPoint> points = DepthSeries.points(group, values);
        Optional<ExponentFit.Fitted> fit = new ExponentFit(settings, notes).fit(values);
        String name = quantity.text() + (cell.isEmpty() ? "" : " [" + cell + "]");
        return new AnalysisResult(analysis, name, quantity.label() + (cell.isEmpty() ? "" : ", " + cell),
                "exponent of " + name + " in depth", fit.map(ExponentFit.Fitted::estimate), DepthSeries.DEPTH,
                new ResultAxis(quantity.label(), "", true), points, fit.map(ExponentFit.Fitted::line), notes.toImmutable());
    }

    private Optional<Double> value(TrialRecord trial, Quantity quantity) {
        return trial.state() == TrialState.DONE ? Optional.ofNullable(trial.measurements().get(prefix + quantity.text()))
                : Optional.empty();
    }

    /** A quantity as measured, such as {@code maxNorm(delta*A)}; sorted by statistic, then by tensor. */
    record Quantity(String text, int rank, String label) implements Comparable<Quantity> {

        static Quantity of(String text) {
            for (DepthStatistic statistic : DepthStatistic.values()) {
                if (text.startsWith(statistic.id() + "(")) {
                    String tensor = text.substring(statistic.id().length() + 1, text.length() - 1);
                    return new Quantity(text, 1 + statistic.ordinal(), statistic.label() + " of " + tensor);
                }
            }
            return new Quantity(text, Integer.MAX_VALUE, text.startsWith("abs(") ? "|" + text.substring(4, text.length() - 1) + "|" : text);
        }

        @Override
        public int compareTo(Quantity other) {
            int byRank = Integer.compare(rank, other.rank);
            return byRank != 0 ? byRank : text.compareTo(other.text);
        }
    }
}
