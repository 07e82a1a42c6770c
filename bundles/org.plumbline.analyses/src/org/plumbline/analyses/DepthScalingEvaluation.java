package org.plumbline.analyses;

import java.io.IOException;
import java.util.Map;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.SortedSets;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.eclipse.collections.api.set.sorted.MutableSortedSet;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.spi.TrialSet;

/** One evaluation of depth scaling: the measurements of trials become series over depth, one for each quantity. */
final class DepthScalingEvaluation {
    private final String prefix;
    private final String analysis;
    private final TrialSet trials;
    private final Settings settings;

    DepthScalingEvaluation(String analysis, TrialSet trials, Settings settings) {
        this.analysis = analysis;
        this.prefix = analysis + "/";
        this.trials = trials;
        this.settings = settings;
    }

    /** Trials that differ in more than depth and seed are not mixed: each further cell has results of its own. */
    ImmutableList<AnalysisResult> results() throws IOException {
        MutableList<AnalysisResult> results = Lists.mutable.empty();
        MutableList<AnalysisResult> during = Lists.mutable.empty();
        TrainingExponents training = new TrainingExponents(trials, analysis, settings);
        boolean observed = settings.longInteger("every") > 0;
        for (Map.Entry<String, ImmutableList<TrialRecord>> cell : DepthSeries.groups(trials.records()).entrySet()) {
            for (Quantity found : quantities(cell.getValue())) {
                ExponentResult.Quantity quantity = new ExponentResult.Quantity(found.text(), found.label(), found.from());
                results.add(ExponentResult.of(analysis, quantity, cell.getKey(), cell.getValue(),
                        DepthSeries.values(cell.getValue(), prefix + found.text()), settings));
                if (observed) {
                    training.of(quantity, cell.getKey(), cell.getValue()).ifPresent(during::add);
                }
            }
        }
        return results.withAll(during).toImmutable();
    }

    private ImmutableList<Quantity> quantities(ImmutableList<TrialRecord> group) {
        MutableSortedSet<Quantity> found = SortedSets.mutable.empty();
        for (TrialRecord trial : group) {
            trial.measurements().keysView().select(key -> key.startsWith(prefix))
                    .forEach(key -> found.add(Quantity.of(key.substring(prefix.length()))));
        }
        return found.toList().toImmutable();
    }

    /** A quantity as measured, such as {@code maxNorm(delta*A)}; sorted by statistic, then by tensor. */
    record Quantity(String text, int rank, String label, int from) implements Comparable<Quantity> {

        static Quantity of(String text) {
            for (DepthStatistic statistic : DepthStatistic.values()) {
                if (text.startsWith(statistic.id() + "(")) {
                    String tensor = text.substring(statistic.id().length() + 1, text.length() - 1);
                    return new Quantity(text, 1 + statistic.ordinal(), statistic.label() + " of " + tensor, statistic.from());
                }
            }
            if (text.startsWith(Movement.ID + "(")) {
                return new Quantity(text, Integer.MAX_VALUE - 1, Movement.LABEL + text.substring(Movement.ID.length() + 1, text.length() - 1), 1);
            }
            return new Quantity(text, Integer.MAX_VALUE, text.startsWith("abs(") ? "|" + text.substring(4, text.length() - 1) + "|" : text, 1);
        }

        @Override
        public int compareTo(Quantity other) {
            int byRank = Integer.compare(rank, other.rank);
            return byRank != 0 ? byRank : text.compareTo(other.text);
        }
    }
}
