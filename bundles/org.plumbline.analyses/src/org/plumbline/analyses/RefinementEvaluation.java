package org.plumbline.analyses;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Conclusion;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.ResultTable;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.regression.Interval;
import org.plumbline.theory.refinement.ExtrapolatedLimit;
import org.plumbline.theory.refinement.RefinedValues;
import org.plumbline.theory.refinement.RefinementPanel;

/** One evaluation of the panel: changes of states and of weights on doubling, over depth. */
final class RefinementEvaluation {
    private final String analysis;
    private final TrialSet set;
    private final Settings settings;

    RefinementEvaluation(String analysis, TrialSet set, Settings settings) {
        this.analysis = analysis;
        this.set = set;
        this.settings = settings;
    }

    /** The trials of one seed at the depths of the chain. */
    private record Chain(long seed, ImmutableList<TrialRecord> trials) {
    }

    ImmutableList<AnalysisResult> results() throws IOException {
        MutableList<AnalysisResult> results = Lists.mutable.empty();
        for (Map.Entry<String, ImmutableList<TrialRecord>> group : DepthSeries.groups(set.records()).entrySet()) {
            String cell = group.getKey().isEmpty() ? "" : " [" + group.getKey() + "]";
            ImmutableList<TrialRecord> trials = group.getValue().toSortedListBy(TrialRecord::id).toImmutable();
            int[] depths = depths(trials);
            ImmutableList<Chain> chains = chains(trials, depths);
            MutableList<RefinementPath[]> paths = paths(chains);
            results.add(result(trials, cell, RefinementPath.STATES, depths, chains, paths));
            results.add(result(trials, cell, RefinementPath.WEIGHTS, depths, chains, paths));
        }
        return results.toImmutable();
    }

    /** The longest row of depths L, 2 L, 4 L, ... that some seed has; the deeper one of two as long. */
    private static int[] depths(ImmutableList<TrialRecord> trials) {
        int[] best = {};
        for (ImmutableList<TrialRecord> own : DepthSeries.bySeed(trials).values()) {
            int[] there = own.select(t -> t.state() == TrialState.DONE).collectInt(TrialRecord::depth).distinct().toSortedArray();
            for (int first : there) {
                int length = 0;
                while (Arrays.binarySearch(there, first << length) >= 0 && length < 30) {
                    length++;
                }
                int last = first << length;
                if (length > best.length || length == best.length && length > 0 && last > 2 * best[length - 1]) {
                    best = new int[length];
                    for (int i = 0; i < length; i++) {
                        best[i] = first << i;
                    }
                }
            }
        }
        return best;
    }

    private static ImmutableList<Chain> chains(ImmutableList<TrialRecord> trials, int[] depths) {
        MutableList<Chain> chains = Lists.mutable.empty();
        DepthSeries.bySeed(trials).forEach((seed, own) -> {
            MutableList<TrialRecord> row = Lists.mutable.empty();
            for (int depth : depths) {
                own.detectOptional(t -> t.depth() == depth && t.state() == TrialState.DONE).ifPresent(row::add);
            }
            if (depths.length >= RefinedValues.FEWEST && row.size() == depths.length) {
                chains.add(new Chain(seed, row.toImmutable()));
            }
        });
        return chains.toImmutable();
    }

    /** @return the networks of each chain at the places; empty if one of them is not there */
    private MutableList<RefinementPath[]> paths(ImmutableList<Chain> chains) throws IOException {
        MutableList<RefinementPath[]> all = Lists.mutable.empty();
        for (Chain chain : chains) {
            RefinementPath[] row = new RefinementPath[chain.trials().size()];
            for (int i = 0; i < row.length; i++) {
                Optional<TrainedNetwork> trained = set.trained(chain.trials().get(i));
                if (trained.isEmpty()) {
                    return Lists.mutable.empty();
                }
                row[i] = RefinementAnalysis.path(trained.get(), settings);
            }
            all.add(row);
        }
        return all;
    }

    private AnalysisResult result(ImmutableList<TrialRecord> trials, String cell, String what, int[] depths, ImmutableList<Chain> chains,
            MutableList<RefinementPath[]> paths) {
        MutableList<String> notes = Lists.mutable.with(DepthSeries.policy(trials));
        String label = "change of the " + what + " on doubling the depth";
        ResultAxis y = new ResultAxis(label, what, true);
        AnalysisResult empty = new AnalysisResult(analysis, "change(" + what + ")" + cell, label + cell, "order of the " + label + cell,
                Optional.empty(), DepthSeries.DEPTH, y, Lists.immutable.empty(), Optional.empty(), notes.toImmutable());
        if (chains.isEmpty()) {
            return withNote(empty, notes, "no order: one seed at depths L, 2 L and 4 L is needed, the longest such row found is "
                    + Arrays.toString(depths));
        }
        notes.add(paths.isEmpty() ? "sizes of the " + what + " as measured; the trained networks are not there"
                : "all entries of the " + what + " of the trained networks");
        ImmutableList<RefinedValues> values = chains.collectWithIndex((chain, c) -> values(chain, what, depths,
                paths.isEmpty() ? Optional.empty() : Optional.of(paths.get(c))));
        RefinementPanel panel = RefinementPanel.of(values.castToList(), settings.real("level"));
        ImmutableList<String> ids = chains.flatCollect(chain -> chain.trials().collect(TrialRecord::id));
        Optional<Estimate> estimate = panel.order().map(order -> estimate(order, panel.orderInterval(), chains.size(), ids));
        if (estimate.isPresent() && !estimate.get().hasInterval()) {
            notes.add("no interval of the order: it needs 2 seeds, or 4 depths");
        }
        return new AnalysisResult(analysis, empty.quantity(), empty.label(), empty.meaning(), estimate, DepthSeries.DEPTH, y,
                points(trials, depths, chains, values), Optional.empty(), notes.toImmutable())
                .withTables(Lists.immutable.withAll(table(panel, values).map(Lists.immutable::with).orElse(Lists.immutable.empty())))
                .concluding(conclusion(panel));
    }

    private static AnalysisResult withNote(AnalysisResult result, MutableList<String> notes, String note) {
        notes.add(note);
        return new AnalysisResult(result.analysis(), result.quantity(), result.label(), result.meaning(), result.estimate(), result.x(),
                result.y(), result.points(), result.fit(), notes.toImmutable());
    }

    private RefinedValues values(Chain chain, String what, int[] depths, Optional<RefinementPath[]> paths) {
        boolean states = what.equals(RefinementPath.STATES);
        double[] times = new double[RefinementPath.PLACES];
        double[][] values = new double[depths.length][];
        int size = 1;
        for (int place = 0; place < times.length; place++) {
            times[place] = (place + 1) / (double) times.length;
        }
        for (int i = 0; i < depths.length; i++) {
            if (paths.isPresent()) {
                double[][] rows = states ? paths.get()[i].states() : paths.get()[i].weights();
                size = rows[0].length;
                values[i] = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
            } else {
                values[i] = new double[times.length];
                for (int place = 0; place < times.length; place++) {
                    values[i][place] = chain.trials().get(i).measurements()
                            .get(analysis + "/" + what + "(" + (place + 1) + "/" + times.length + ")");
                }
            }
        }
        return new RefinedValues(depths, times, size, values);
    }

    /** One point at the deeper depth of each doubling. */
    private static ImmutableList<ResultPoint> points(ImmutableList<TrialRecord> trials, int[] depths, ImmutableList<Chain> chains,
            ImmutableList<RefinedValues> values) {
        double[][] rows = values.collect(v -> RefinementPanel.of(java.util.List.of(v), 0.95).differences()).toArray(new double[0][]);
        MutableList<ResultPoint> points = Lists.mutable.empty();
        for (int i = 1; i < depths.length; i++) {
            int at = i;
            double[] sorted = Arrays.stream(rows).mapToDouble(row -> row[at - 1]).sorted().toArray();
            double mean = Arrays.stream(sorted).sum() / sorted.length;
            points.add(new ResultPoint(depths[i], Math.clamp(mean, sorted[0], sorted[sorted.length - 1]), sorted[0],
                    sorted[sorted.length - 1], sorted.length, trials.count(t -> t.depth() == depths[at]),
                    chains.collect(chain -> chain.trials().get(at).id())));
        }
        return points.toImmutable();
    }

    private static Estimate estimate(double order, Optional<Interval> interval, int seeds, ImmutableList<String> ids) {
        return new Estimate(order, Double.NaN, interval.map(Interval::low).orElse(Double.NaN),
                interval.map(Interval::high).orElse(Double.NaN), interval.map(Interval::level).orElse(0.95), seeds, "",
                "order by the changes of successive doublings; interval: " + (seeds > 1 ? "Student t over " + seeds + " seeds"
                        : "of the line through one seed's changes, or a jackknife over the depth"), ids);
    }

    private static Optional<ResultTable> table(RefinementPanel panel, ImmutableList<RefinedValues> values) {
        double[] times = panel.times();
        double[] last = panel.differencesAlong(panel.depths().length - 2);
        boolean limit = panel.refusal().isEmpty();
        double[] errors = new double[times.length];
        double order = panel.order().orElse(Double.NaN);
        if (limit) {
            for (int r = 0; r < values.size(); r++) {
                ExtrapolatedLimit extrapolated = panel.limit(r);
                for (int i = 0; i < times.length; i++) {
                    errors[i] += extrapolated.errors()[i] / values.size();
                }
            }
        }
        MutableList<ImmutableList<String>> rows = Lists.mutable.empty();
        for (int i = 0; i < times.length; i++) {
            rows.add(Lists.immutable.with(text("%.3f", times[i]), text("%.3g", last[i]),
                    limit ? text("%.3g", last[i] / (Math.pow(2, order) - 1)) : "-", limit ? text("%.3g", errors[i]) : "-"));
        }
        return Optional.of(new ResultTable("along the depth",
                Lists.immutable.with("t", "last change", "from the deepest to the limit", "error of the limit"), rows.toImmutable()));
    }

    private static Conclusion conclusion(RefinementPanel panel) {
        MutableList<String> evidence = Lists.mutable.empty();
        panel.refusal().ifPresent(evidence::add);
        evidence.add("changes " + text(panel.differences()) + " at depths up to " + panel.depths()[panel.depths().length - 1]);
        evidence.add("orders " + text(panel.orders()) + ", cosines of successive changes " + text(panel.alignments()));
        if (!panel.failingPlaces().isEmpty()) {
            evidence.add("the last doubling changed more than the one before at t = "
                    + Lists.immutable.withAll(panel.failingPlaces()).makeString(", "));
        }
        boolean converges = panel.refusal().isEmpty();
        return new Conclusion(converges ? text("tends to a limit with order %.2f", panel.order().orElseThrow())
                : "no limit to extrapolate", converges, evidence.toImmutable());
    }

    private static String text(double[] numbers) {
        return Arrays.stream(numbers).mapToObj(n -> text("%.3g", n)).reduce((a, b) -> a + ", " + b).orElse("none");
    }

    private static String text(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }
}
