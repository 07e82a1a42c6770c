package org.plumbline.analyses;

import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.analyses.DepthSeries.DepthValue;
import org.plumbline.engine.result.Curve;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.numerics.regimes.RegimeVerdict;
import org.plumbline.numerics.regression.PowerLawFit;
import org.plumbline.numerics.regression.SampleMean;

/**
 * What a verdict rests on, as figures: the statistics over depth, each with the power law whose order is judged, and the gap between L and
 * 2L against the boundaries of the decision.
 */
final class RegimeFigure {
    /** Statistics in the order of the legend; increments that fall faster than norms mean a continuous limit. */
    private static final ImmutableList<DepthStatistic> SHOWN = Lists.immutable.with(DepthStatistic.MAX_NORM, DepthStatistic.INCREMENTS,
            DepthStatistic.ROOT_SUM_SQUARES, DepthStatistic.CUMULATIVE_SUM, DepthStatistic.DETRENDED_SUM);

    private final String analysis;
    private final ImmutableList<TrialRecord> group;

    /** @param group trials of one cell that have ended */
    RegimeFigure(String analysis, ImmutableList<TrialRecord> group) {
        this.analysis = analysis;
        this.group = group;
    }

    private ImmutableList<DepthValue> values(DepthStatistic statistic) {
        return DepthSeries.values(group, analysis + "/" + statistic.id()).select(value -> value.depth() >= statistic.from());
    }

    /**
     * @param seeds those whose orders are judged; may be empty
     * @return for each statistic its values with the range of the seeds and, of those judged, the law with their mean slope
     */
    ImmutableList<Curve> statistics(ImmutableList<ImmutableList<TrialRecord>> seeds) {
        MutableList<Curve> curves = Lists.mutable.empty();
        for (DepthStatistic statistic : SHOWN) {
            ImmutableList<DepthValue> values = values(statistic);
            ImmutableList<TrialRecord> here = group.select(trial -> trial.depth() >= statistic.from());
            if (values.notEmpty()) {
                curves.add(new Curve(statistic.id(), statistic.label(), Curve.Style.POINTS, DepthSeries.points(here, values)));
                law(statistic, seeds).ifPresent(curves::add);
            }
        }
        return curves.toImmutable();
    }

    private Optional<Curve> law(DepthStatistic statistic, ImmutableList<ImmutableList<TrialRecord>> seeds) {
        ImmutableList<ImmutableList<DepthValue>> judged = seeds.collect(seed -> DepthSeries.values(seed, analysis + "/" + statistic.id())
                .select(value -> value.depth() >= statistic.from() && value.value() > 0 && Double.isFinite(value.value())));
        if (judged.isEmpty() || judged.anySatisfy(seed -> seed.collectInt(DepthValue::depth).distinct().size() < 3)) {
            return Optional.empty();
        }
        ImmutableList<DepthValue> all = judged.flatCollect(seed -> seed);
        double slope = SampleMean.of(judged.collectDouble(seed -> fit(seed)).toArray()).mean();
        double x = all.sumOfDouble(value -> Math.log(value.depth())) / all.size();
        double y = all.sumOfDouble(value -> Math.log(value.value())) / all.size();
        MutableList<ResultPoint> ends = Lists.mutable.empty();
        for (int depth : new int[] {all.collectInt(DepthValue::depth).min(), all.collectInt(DepthValue::depth).max()}) {
            ends.add(CardTables.point(depth, Math.exp(y + slope * (Math.log(depth) - x)), Double.NaN, Double.NaN));
        }
        return Optional.of(new Curve(statistic.id() + "-fit", String.format(Locale.ROOT, "L^%.3f", slope), Curve.Style.LINE, ends.toImmutable()));
    }

    private static double fit(ImmutableList<DepthValue> seed) {
        return PowerLawFit.of(seed.collectDouble(DepthValue::depth).toArray(), seed.collectDouble(DepthValue::value).toArray()).exponent();
    }

    /** @return the gap between L and 2L, mean over the seeds with its range, at each L whose double is there too */
    ImmutableList<ResultPoint> gaps(ImmutableList<ImmutableList<TrialRecord>> seeds) {
        SortedMap<Double, MutableList<Double>> gaps = new TreeMap<>();
        SortedMap<Double, MutableList<String>> trials = new TreeMap<>();
        for (ImmutableList<TrialRecord> seed : seeds) {
            double[] depths = seed.collectDouble(TrialRecord::depth).toArray();
            var norms = PowerLawFit.localSlopes(depths, statistic(seed, DepthStatistic.MAX_NORM));
            var increments = PowerLawFit.localSlopes(depths, statistic(seed, DepthStatistic.INCREMENTS));
            for (int i = 0; i < norms.size(); i++) {
                double from = norms.get(i).from();
                gaps.computeIfAbsent(from, depth -> Lists.mutable.empty()).add(norms.get(i).slope() - increments.get(i).slope());
                trials.computeIfAbsent(from, depth -> Lists.mutable.empty()).add(seed.detect(trial -> trial.depth() == from).id());
            }
        }
        MutableList<ResultPoint> points = Lists.mutable.empty();
        gaps.forEach((depth, all) -> points.add(new ResultPoint(depth, SampleMean.of(all.collectDouble(gap -> gap).toArray()).mean(), all.min(), all.max(),
                all.size(), all.size(), trials.get(depth).toImmutable())));
        return points.toImmutable();
    }

    private double[] statistic(ImmutableList<TrialRecord> seed, DepthStatistic statistic) {
        return seed.collectDouble(trial -> trial.measurements().get(analysis + "/" + statistic.id())).toArray();
    }

    /** @return the gap over all depths with its interval, and where the decision lies */
    static ImmutableList<Curve> boundaries(Estimate gap, ImmutableList<TrialRecord> judged) {
        double from = judged.collectInt(TrialRecord::depth).min();
        double to = judged.collectInt(TrialRecord::depth).max();
        MutableList<Curve> curves = Lists.mutable.with(level("all", "over all depths", Curve.Style.LINE, from, to, gap.value(), Double.NaN, Double.NaN));
        if (gap.hasInterval()) {
            curves.add(level("all-band", "its interval", Curve.Style.BAND, from, to, gap.value(), gap.low(), gap.high()));
        }
        return curves.withAll(decision(from, to)).toImmutable();
    }

    /** @return where the gap decides */
    static ImmutableList<Curve> decision(double from, double to) {
        return Lists.immutable.with(
                level("limit", "gap: continuous limit above", Curve.Style.LINE, from, to, RegimeVerdict.GAP_OF_LIMIT, Double.NaN, Double.NaN),
                level("none", "gap: no continuous limit within \u00b1" + RegimeVerdict.GAP_OF_NONE, Curve.Style.BAND, from, to, 0,
                        -RegimeVerdict.GAP_OF_NONE, RegimeVerdict.GAP_OF_NONE));
    }

    private static Curve level(String id, String label, Curve.Style style, double from, double to, double value, double low, double high) {
        return new Curve(id, label, style, Lists.immutable.with(CardTables.point(from, value, low, high), CardTables.point(to, value, low, high)));
    }
}
