package org.plumbline.analyses;

import java.util.Optional;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.eclipse.collections.api.set.sorted.MutableSortedSet;
import org.eclipse.collections.api.factory.SortedSets;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;

/** One evaluation of depth scaling: the measurements of trials become series over depth, one for each quantity. */
final class DepthScalingEvaluation {
    private static final ResultAxis DEPTH = new ResultAxis("depth", "layers", true);

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
        trials.forEach(trial -> groups.computeIfAbsent(furtherCell(trial), key -> Lists.mutable.empty()).add(trial));
        MutableList<AnalysisResult> results = Lists.mutable.empty();
        groups.forEach((cell, group) -> quantities(group).forEach(
                quantity -> results.add(result(quantity, groups.size() > 1 ? cell : "", group.toImmutable()))));
        return results.toImmutable();
    }

    /** @return the cell without its depth, e.g. {@code optimiser.lr=0.1}; empty for a sweep over depth and seeds */
    private static String furtherCell(TrialRecord trial) {
        return trial.cell().keyValuesView().reject(pair -> pair.getOne().equals("depth") || pair.getOne().endsWith(".depth"))
                .collect(pair -> pair.getOne() + "=" + pair.getTwo()).makeString(" ");
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
        notes.add(policy(group));
        ImmutableList<DepthValue> values = group.select(trial -> value(trial, quantity).isPresent())
                .collect(trial -> new DepthValue(trial, value(trial, quantity).orElseThrow()));
        ImmutableList<ResultPoint> points = points(group, values);
        Optional<ExponentFit.Fitted> fit = new ExponentFit(settings, notes).fit(values);
        String name = quantity.text() + (cell.isEmpty() ? "" : " [" + cell + "]");
        return new AnalysisResult(analysis, name, quantity.label() + (cell.isEmpty() ? "" : ", " + cell),
                "exponent of " + name + " in depth", fit.map(ExponentFit.Fitted::estimate), DEPTH,
                new ResultAxis(quantity.label(), "", true), points, fit.map(ExponentFit.Fitted::line), notes.toImmutable());
    }

    /** The value of one trial at its depth. */
    record DepthValue(TrialRecord trial, double value) {
        int depth() {
            return trial.depth();
        }
    }

    private Optional<Double> value(TrialRecord trial, Quantity quantity) {
        return trial.state() == TrialState.DONE ? Optional.ofNullable(trial.measurements().get(prefix + quantity.text()))
                : Optional.empty();
    }

    private static String policy(ImmutableList<TrialRecord> group) {
        int done = group.count(trial -> trial.state() == TrialState.DONE);
        MutableList<String> left = Lists.mutable.empty();
        for (TrialState state : new TrialState[] {TrialState.DIVERGED, TrialState.FAILED, TrialState.CANCELLED}) {
            int count = group.count(trial -> trial.state() == state);
            if (count > 0) {
                left.add(count + " " + state.name().toLowerCase(java.util.Locale.ROOT));
            }
        }
        return "DONE trials only: " + done + " of " + group.size() + " used"
                + (left.isEmpty() ? "" : ", left out: " + left.makeString(", "));
    }

    private static ImmutableList<ResultPoint> points(ImmutableList<TrialRecord> group, ImmutableList<DepthValue> values) {
        MutableList<ResultPoint> points = Lists.mutable.empty();
        for (int depth : group.collectInt(TrialRecord::depth).distinct().toSortedArray()) {
            ImmutableList<DepthValue> here = values.select(value -> value.depth() == depth);
            double[] numbers = here.collectDouble(DepthValue::value).toSortedArray();
            int n = numbers.length;
            points.add(new ResultPoint(depth, n == 0 ? Double.NaN : java.util.Arrays.stream(numbers).sum() / n,
                    n == 0 ? Double.NaN : numbers[0], n == 0 ? Double.NaN : numbers[n - 1], n,
                    group.count(trial -> trial.depth() == depth), here.collect(value -> value.trial().id())));
        }
        return points.toImmutable();
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
