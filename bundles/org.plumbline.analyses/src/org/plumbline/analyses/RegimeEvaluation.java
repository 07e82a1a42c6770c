package org.plumbline.analyses;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Conclusion;
import org.plumbline.engine.result.Curve;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultTable;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.regimes.DepthOrders;
import org.plumbline.numerics.regimes.Evidence;
import org.plumbline.numerics.regimes.Regime;
import org.plumbline.numerics.regimes.RegimeVerdict;
import org.plumbline.numerics.regression.Interval;
import org.plumbline.numerics.regression.PowerLawFit;
import org.plumbline.numerics.regression.SampleMean;
import org.plumbline.numerics.series.DepthStatistics;

/** One evaluation of the regime: a verdict for each further cell. */
final class RegimeEvaluation {
    private static final int FEWEST_DEPTHS = ExponentResult.FEWEST_DEPTHS;

    private final String analysis;
    private final TrialSet trials;
    private final Settings settings;
    private final double level;

    RegimeEvaluation(String analysis, TrialSet trials, Settings settings) {
        this.analysis = analysis;
        this.trials = trials;
        this.settings = settings;
        this.level = settings.real("level");
    }

    ImmutableList<AnalysisResult> results() throws IOException {
        MutableList<AnalysisResult> results = Lists.mutable.empty();
        for (Map.Entry<String, ImmutableList<TrialRecord>> cell : DepthSeries.groups(trials.records()).entrySet()) {
            results.withAll(results(cell.getKey(), cell.getValue()));
            if (settings.longInteger("every") > 0) {
                RegimeDuringTraining.of(analysis, cell.getKey(), cell.getValue(), new TrainingExponents(trials, analysis, settings)).ifPresent(results::add);
            }
        }
        return results.toImmutable();
    }

    private ImmutableList<AnalysisResult> results(String cell, ImmutableList<TrialRecord> group) throws IOException {
        MutableList<String> notes = Lists.mutable.with(DepthSeries.policy(group));
        String name = cell.isEmpty() ? "" : " [" + cell + "]";
        ImmutableList<ImmutableList<TrialRecord>> seeds = seeds(group);
        RegimeFigure figure = new RegimeFigure(analysis, group);
        if (seeds.isEmpty()) {
            return Lists.immutable.with(verdict(name, notes, figure.statistics(seeds), undecided("no seed has ended at " + FEWEST_DEPTHS
                    + " depths from " + settings.longInteger("fitFrom") + " to " + settings.longInteger("fitTo") + "; "
                    + RegimeVerdict.DEPTHS_FROM + " depths with a deepest of " + (long) RegimeVerdict.DEEPEST_FROM
                    + " and two seeds are the least that can decide"), Lists.immutable.empty()));
        }
        DepthOrders orders;
        try {
            orders = DepthOrders.of(seeds.collect(this::statistics).castToList(), alphas(seeds));
        } catch (IllegalArgumentException e) {
            return Lists.immutable.with(verdict(name, notes, figure.statistics(seeds), undecided(e.getMessage()), Lists.immutable.empty()));
        }
        boolean odd = seeds.getFirst().getFirst().measurements().get(analysis + "/odd") > 0;
        OptionalDouble ratio = denoised(seeds, orders, notes);
        RegimeVerdict.Setting setting = new RegimeVerdict.Setting(odd, ratio, level);
        RegimeVerdict verdict = RegimeVerdict.of(orders, setting);
        ImmutableList<String> others = windowsThatDiffer(seeds, verdict, setting);
        boolean decided = verdict.regime() != Regime.UNDECIDED && others.isEmpty();
        Conclusion conclusion = new Conclusion(decided ? verdict.regime().label() : Regime.UNDECIDED.label(), decided,
                Lists.immutable.withAll(verdict.evidence()).collect(RegimeEvaluation::sentence).newWithAll(others));
        return Lists.immutable.with(verdict(name, notes, figure.statistics(seeds), conclusion, Lists.immutable.with(evidence(verdict), orders(orders))),
                gap(name, notes, orders, seeds, figure));
    }

    /**
     * A verdict that changes when a third of the depths is left out rests on exponents that drift: it is none.
     *
     * @return what windows of depths say that do not say the same; those too small to decide anything do not count
     */
    private ImmutableList<String> windowsThatDiffer(ImmutableList<ImmutableList<TrialRecord>> seeds, RegimeVerdict verdict,
            RegimeVerdict.Setting setting) {
        if (verdict.regime() == Regime.UNDECIDED) {
            return Lists.immutable.empty();
        }
        int[] depths = seeds.flatCollect(seed -> seed).collectInt(TrialRecord::depth).distinct().toSortedArray();
        int third = depths.length / 3;
        MutableList<String> differ = Lists.mutable.empty();
        for (int[] window : new int[][] {{depths[third], depths[depths.length - 1]}, {depths[0], depths[depths.length - 1 - third]}}) {
            ImmutableList<ImmutableList<TrialRecord>> cut = seeds.collect(
                    seed -> seed.select(trial -> trial.depth() >= window[0] && trial.depth() <= window[1]));
            if (cut.allSatisfy(seed -> seed.size() >= RegimeVerdict.DEPTHS_FROM) && window[1] >= RegimeVerdict.DEEPEST_FROM
                    && window[1] >= RegimeVerdict.RANGE_FROM * window[0]) {
                RegimeVerdict other = RegimeVerdict.of(DepthOrders.of(cut.collect(this::statistics).castToList(), alphas(cut)), setting);
                if (other.regime() != verdict.regime()) {
                    differ.add("all depths say " + verdict.regime().label() + ", those from " + window[0] + " to " + window[1] + " say "
                            + other.regime().label() + ": the exponents drift, larger depths are needed");
                }
            }
        }
        return differ.toImmutable();
    }

    private static Conclusion undecided(String why) {
        return new Conclusion(Regime.UNDECIDED.label(), false, Lists.immutable.with(why));
    }

    /** @return trials of each seed that has enough depths, by depth */
    private ImmutableList<ImmutableList<TrialRecord>> seeds(ImmutableList<TrialRecord> group) {
        MutableList<ImmutableList<TrialRecord>> seeds = Lists.mutable.empty();
        for (ImmutableList<TrialRecord> all : DepthSeries.bySeed(group).values()) {
            ImmutableList<TrialRecord> own = all.select(trial -> trial.state() == TrialState.DONE
                    && trial.measurements().containsKey(analysis + "/maxNorm") && trial.depth() >= Math.max(2, settings.longInteger("fitFrom"))
                    && trial.depth() <= settings.longInteger("fitTo")).toSortedListBy(TrialRecord::depth).toImmutable();
            if (own.collectInt(TrialRecord::depth).distinct().size() >= FEWEST_DEPTHS) {
                seeds.add(own);
            }
        }
        return seeds.toImmutable();
    }

    private List<DepthStatistics> statistics(ImmutableList<TrialRecord> seed) {
        List<DepthStatistics> all = new ArrayList<>();
        for (TrialRecord trial : seed) {
            all.add(new DepthStatistics(trial.depth(), value(trial, DepthStatistic.MAX_NORM), value(trial, DepthStatistic.INCREMENTS),
                    value(trial, DepthStatistic.ROOT_SUM_SQUARES), value(trial, DepthStatistic.CUMULATIVE_SUM),
                    value(trial, DepthStatistic.QUADRATIC_VARIATION), value(trial, DepthStatistic.H1_NORM),
                    value(trial, DepthStatistic.DETRENDED_SUM)));
        }
        return all;
    }

    private double value(TrialRecord trial, DepthStatistic statistic) {
        return trial.measurements().get(analysis + "/" + statistic.id());
    }

    /** @return minus the slope of ln delta over ln L for each seed */
    private double[] alphas(ImmutableList<ImmutableList<TrialRecord>> seeds) {
        return seeds.collectDouble(seed -> {
            double[] deltas = seed.collectDouble(trial -> trial.measurements().get(analysis + "/" + RegimeAnalysis.SCALE)).toArray();
            return -PowerLawFit.of(seed.collectDouble(TrialRecord::depth).toArray(), deltas).exponent();
        }).toArray();
    }

    /** @return loss with the trend alone over the loss, geometric mean over depths and seeds; empty if it cannot be known */
    private OptionalDouble denoised(ImmutableList<ImmutableList<TrialRecord>> seeds, DepthOrders orders, MutableList<String> notes)
            throws IOException {
        TrendChoice choice = new TrendChoice(-SampleMean.of(orders.maxNorm()).mean(), settings.integer("cells"), settings.integer("from"),
                settings.integer("average"), settings.integer("leaveOut"), 0, 0);
        double sum = 0;
        int n = 0;
        for (ImmutableList<TrialRecord> seed : seeds) {
            ImmutableList<TrialRecord> deep = seed.select(trial -> trial.depth() >= choice.from());
            Optional<Denoising> found = Denoising.of(trials, deep, choice, note -> notes.add("not judged by the trend alone: " + note));
            if (found.isEmpty()) {
                return OptionalDouble.empty();
            }
            Denoising denoising = found.get();
            for (TrialRecord trial : deep) {
                Optional<TrainedNetwork> trained = trials.trained(trial);
                if (trained.isPresent()) {
                    sum += Math.log(Denoising.loss(trained.get(), denoising.denoised(trained.get())) / trial.measurements().get(analysis + "/loss"));
                    n++;
                }
            }
        }
        notes.add(choice.text());
        double ratio = Math.exp(sum / n);
        return Double.isFinite(ratio) ? OptionalDouble.of(ratio) : OptionalDouble.empty();
    }

    private AnalysisResult verdict(String name, MutableList<String> notes, ImmutableList<Curve> figure, Conclusion conclusion,
            ImmutableList<ResultTable> tables) {
        return new AnalysisResult(analysis, "regime" + name, "limit of the networks" + name, "", Optional.empty(), DepthSeries.DEPTH,
                new ResultAxis("statistic of the weights", "", true), Lists.immutable.empty(), Optional.empty(), notes.toImmutable())
                .withCurves(figure).withTables(tables).concluding(conclusion);
    }

    private AnalysisResult gap(String name, MutableList<String> notes, DepthOrders orders, ImmutableList<ImmutableList<TrialRecord>> seeds,
            RegimeFigure figure) {
        double[] gaps = new double[orders.maxNorm().length];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = orders.maxNorm()[i] - orders.increment()[i];
        }
        SampleMean mean = SampleMean.of(gaps);
        Optional<Interval> interval = mean.interval(level);
        Estimate estimate = new Estimate(mean.mean(), mean.error(), interval.map(Interval::low).orElse(Double.NaN),
                interval.map(Interval::high).orElse(Double.NaN), level, gaps.length, "",
                "exponent of the largest norm minus that of the largest increment, each by least squares for each seed; interval: Student t",
                seeds.flatCollect(seed -> seed).collect(TrialRecord::id));
        return new AnalysisResult(analysis, "gap" + name, "gap of the exponents" + name,
                "gap g: above 0.2 the weights have a continuous limit, near 0 they have none" + name, Optional.of(estimate),
                DepthSeries.DEPTH, new ResultAxis("gap g between L and 2L", "", false), figure.gaps(seeds), Optional.empty(), notes.toImmutable())
                .withCurves(RegimeFigure.boundaries(estimate, seeds.flatCollect(seed -> seed)));
    }

    private static String sentence(Evidence evidence) {
        String value = Double.isNaN(evidence.estimate()) ? "" : " " + CardTables.number(evidence.estimate());
        return evidence.quantity() + value + evidence.interval().map(i -> " in " + CardTables.interval(i)).orElse("") + ": "
                + evidence.conclusion();
    }

    private static ResultTable evidence(RegimeVerdict verdict) {
        return new ResultTable("evidence", Lists.immutable.with("quantity", "estimate", "interval", "what it says"),
                Lists.immutable.withAll(verdict.evidence()).collect(e -> Lists.immutable.with(e.quantity(),
                        Double.isNaN(e.estimate()) ? "" : CardTables.number(e.estimate()),
                        e.interval().map(CardTables::interval).orElse(""), e.conclusion())));
    }

    private ResultTable orders(DepthOrders orders) {
        return new ResultTable("orders in depth, mean over seeds", Lists.immutable.with("quantity", "slope", "interval"),
                Lists.immutable.with(row("delta", negative(orders.alpha())), row("largest norm", orders.maxNorm()),
                        row("largest increment", orders.increment()), row("root of the sum of squares", orders.rootSumOfSquares()),
                        row("norm of the sum", orders.cumulativeSum()), row("detrended cumulative sum", orders.detrended())));
    }

    private static double[] negative(double[] values) {
        return Arrays.stream(values).map(v -> v == 0 ? 0 : -v).toArray();
    }

    private ImmutableList<String> row(String quantity, double[] slopes) {
        if (Arrays.stream(slopes).anyMatch(Double::isNaN)) {
            return Lists.immutable.with(quantity, "not known", "");
        }
        SampleMean mean = SampleMean.of(slopes);
        return Lists.immutable.with(quantity, CardTables.number(mean.mean()), CardTables.interval(mean, level));
    }
}
