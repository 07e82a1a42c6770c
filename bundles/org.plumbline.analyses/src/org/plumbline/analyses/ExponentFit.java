package org.plumbline.analyses;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.analyses.DepthSeries.DepthValue;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.FitLine;
import org.plumbline.numerics.regression.Interval;
import org.plumbline.numerics.regression.SeedExponents;
import org.plumbline.numerics.regression.SeedExponents.SeedSweep;

/**
 * The exponent of a quantity in depth, with its errors.
 * <p>Exponent = mean over the seeds of the slope b of ln(value) = a + b ln(L) by least squares; if all seeds have all depths
 * this is the slope through all points at once. Standard error: from the residuals of the line through all points. Interval:
 * Student t over the slopes of the seeds, which are the independent replicates, since trials of one seed share their data.</p>
 * Source: {@link SeedExponents}. Pinned by DepthScalingEvaluateTest.
 */
final class ExponentFit {
    private static final int FEWEST_DEPTHS = 3;

    private final double level;
    private final long from;
    private final long to;
    private final MutableList<String> notes;

    /** @param notes where it is said what is missing. Modified. */
    ExponentFit(Settings settings, MutableList<String> notes) {
        this.level = settings.real("level");
        this.from = settings.longInteger("fitFrom");
        this.to = settings.longInteger("fitTo");
        this.notes = notes;
    }

    record Fitted(Estimate estimate, FitLine line) {
    }

    /** @return the fit, or empty, with a note that says why */
    Optional<Fitted> fit(ImmutableList<DepthValue> values) {
        ImmutableList<ImmutableList<DepthValue>> seeds = bySeed(usable(values));
        ImmutableList<ImmutableList<DepthValue>> full = seeds.select(seed -> depths(seed) >= FEWEST_DEPTHS);
        if (full.isEmpty()) {
            int most = seeds.isEmpty() ? 0 : seeds.collectInt(ExponentFit::depths).max();
            notes.add("no exponent: no seed has values at more than " + most + (most == 1 ? " depth" : " depths")
                    + " to fit, at least " + FEWEST_DEPTHS + " are needed");
            return Optional.empty();
        }
        if (full.size() < seeds.size()) {
            notes.add(seeds.size() - full.size() + " of " + seeds.size() + " seeds not fitted: values at fewer than "
                    + FEWEST_DEPTHS + " depths");
        }
        return Optional.of(fitted(full, full.flatCollect(seed -> seed)));
    }

    private Fitted fitted(ImmutableList<ImmutableList<DepthValue>> seeds, ImmutableList<DepthValue> used) {
        SeedExponents exponents = SeedExponents.of(seeds.collect(ExponentFit::sweep).castToList());
        Optional<Interval> interval = exponents.seedInterval(level);
        if (interval.isEmpty()) {
            notes.add("no interval: it needs at least 2 seeds, there is " + exponents.seedCount());
        }
        double exponent = exponents.meanSlope();
        double error = exponents.pooled().exponentError();
        Estimate estimate = new Estimate(exponent, error, interval.map(Interval::low).orElse(Double.NaN),
                interval.map(Interval::high).orElse(Double.NaN), level, exponents.seedCount(), "",
                method(used, exponents.seedCount()), used.collect(value -> value.trial().id()));
        return new Fitted(estimate, line(exponent, used));
    }

    private static SeedSweep sweep(ImmutableList<DepthValue> seed) {
        return new SeedSweep(seed.getFirst().trial().seed(), seed.collectDouble(DepthValue::depth).toArray(),
                seed.collectDouble(DepthValue::value).toArray());
    }

    /** @return the line with this slope through the centre of the points */
    private static FitLine line(double slope, ImmutableList<DepthValue> used) {
        double x = used.sumOfDouble(value -> Math.log(value.depth())) / used.size();
        double y = used.sumOfDouble(value -> Math.log(value.value())) / used.size();
        return new FitLine(slope, y - slope * x, used.collectInt(DepthValue::depth).min(),
                used.collectInt(DepthValue::depth).max());
    }

    private ImmutableList<DepthValue> usable(ImmutableList<DepthValue> values) {
        ImmutableList<DepthValue> inside = values.select(value -> value.depth() >= from && value.depth() <= to);
        ImmutableList<DepthValue> without = inside.reject(ExponentFit::hasLogarithm);
        if (without.notEmpty()) {
            notes.add("not fitted for want of a logarithm: " + without.size() + " of " + inside.size()
                    + " values, the first is " + without.getFirst().value() + " at depth " + without.getFirst().depth());
        }
        return inside.select(ExponentFit::hasLogarithm);
    }

    private static boolean hasLogarithm(DepthValue value) {
        return value.value() > 0 && Double.isFinite(value.value());
    }

    private static int depths(ImmutableList<DepthValue> values) {
        return values.collectInt(DepthValue::depth).distinct().size();
    }

    /** Sorted by seed, then by depth, so that the sums do not depend on the order in which trials ended. */
    private static ImmutableList<ImmutableList<DepthValue>> bySeed(ImmutableList<DepthValue> values) {
        MutableList<ImmutableList<DepthValue>> groups = Lists.mutable.empty();
        for (long seed : values.collectLong(value -> value.trial().seed()).distinct().toSortedArray()) {
            groups.add(values.select(value -> value.trial().seed() == seed).toSortedListBy(DepthValue::depth).toImmutable());
        }
        return groups.toImmutable();
    }

    private static String method(ImmutableList<DepthValue> used, int seeds) {
        return "least squares of ln(value) on ln(depth), " + used.size() + " trials at " + depths(used) + " depths from "
                + used.collectInt(DepthValue::depth).min() + " to " + used.collectInt(DepthValue::depth).max()
                + (seeds < 2 ? "" : "; interval: Student t over the slopes of " + seeds + " seeds");
    }
}
