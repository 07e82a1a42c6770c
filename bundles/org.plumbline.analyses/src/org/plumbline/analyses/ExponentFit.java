package org.plumbline.analyses;

import java.util.Optional;

import org.apache.commons.math3.distribution.TDistribution;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.analyses.DepthScalingEvaluation.DepthValue;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.FitLine;

/**
 * The exponent of a quantity in depth, with its errors.
 * <p>Exponent = slope b of ln(value) = a + b ln(L), least squares over all trials with depths in the window. Standard error:
 * from the residuals, n - 2 degrees of freedom. Interval: b +- t s/sqrt(m), where s is the sample standard deviation of the
 * slopes of the m single seeds and t the Student quantile with m - 1 degrees of freedom; where every seed has all depths, b is
 * the mean of those slopes.</p>
 * Source: textbook; the interval treats seeds as the independent replicates, since trials of one seed share their data.
 * Pinned by DepthScalingEvaluateTest.
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
        ImmutableList<DepthValue> used = usable(values);
        int depths = depths(used);
        if (depths < FEWEST_DEPTHS) {
            notes.add("no exponent: values at " + depths + (depths == 1 ? " depth" : " depths") + " to fit, at least "
                    + FEWEST_DEPTHS + " are needed");
            return Optional.empty();
        }
        Line line = Line.through(used);
        ImmutableList<Double> slopes = slopesOfSeeds(used);
        double half = halfWidth(slopes);
        Estimate estimate = new Estimate(line.slope(), line.standardError(), line.slope() - half, line.slope() + half, level,
                slopes.size(), "", method(used, depths, slopes.size()), used.collect(value -> value.trial().id()));
        return Optional.of(new Fitted(estimate, new FitLine(line.slope(), line.intercept(),
                used.collectInt(DepthValue::depth).min(), used.collectInt(DepthValue::depth).max())));
    }

    private ImmutableList<DepthValue> usable(ImmutableList<DepthValue> values) {
        ImmutableList<DepthValue> inside = values.select(value -> value.depth() >= from && value.depth() <= to);
        ImmutableList<DepthValue> positive = inside.select(value -> value.value() > 0 && Double.isFinite(value.value()));
        inside.detectOptional(value -> !positive.contains(value)).ifPresent(first -> notes.add("not fitted for want of a logarithm: "
                + (inside.size() - positive.size()) + " of " + inside.size() + " values, the first is " + first.value()
                + " at depth " + first.depth()));
        return positive;
    }

    private static int depths(ImmutableList<DepthValue> values) {
        return values.collectInt(DepthValue::depth).distinct().size();
    }

    private ImmutableList<Double> slopesOfSeeds(ImmutableList<DepthValue> used) {
        MutableList<Double> slopes = Lists.mutable.empty();
        int tooFew = 0;
        for (ImmutableList<DepthValue> seed : bySeed(used)) {
            if (depths(seed) < FEWEST_DEPTHS) {
                tooFew++;
            } else {
                slopes.add(Line.through(seed).slope());
            }
        }
        if (tooFew > 0) {
            notes.add(tooFew + " of the seeds have fewer than " + FEWEST_DEPTHS + " depths: the interval leaves them out");
        }
        return slopes.toImmutable();
    }

    private static ImmutableList<ImmutableList<DepthValue>> bySeed(ImmutableList<DepthValue> values) {
        long[] seeds = values.collectLong(value -> value.trial().seed()).distinct().toSortedArray();
        MutableList<ImmutableList<DepthValue>> groups = Lists.mutable.empty();
        for (long seed : seeds) {
            groups.add(values.select(value -> value.trial().seed() == seed));
        }
        return groups.toImmutable();
    }

    /** @return half the width of the interval; NaN with a note if there are not enough seeds */
    private double halfWidth(ImmutableList<Double> slopes) {
        int m = slopes.size();
        if (m < 2) {
            notes.add("no interval: it needs at least 2 seeds, there " + (m == 1 ? "is 1" : "are " + m));
            return Double.NaN;
        }
        double mean = slopes.sumOfDouble(slope -> slope) / m;
        double variance = slopes.sumOfDouble(slope -> (slope - mean) * (slope - mean)) / (m - 1);
        double quantile = new TDistribution(null, m - 1).inverseCumulativeProbability((1 + level) / 2);
        return quantile * Math.sqrt(variance / m);
    }

    private static String method(ImmutableList<DepthValue> used, int depths, int seeds) {
        return "least squares of ln(value) on ln(depth), " + used.size() + " trials at " + depths + " depths from "
                + used.collectInt(DepthValue::depth).min() + " to " + used.collectInt(DepthValue::depth).max()
                + (seeds < 2 ? "" : "; interval: Student t over the slopes of " + seeds + " seeds");
    }

    /** A least-squares line in logarithms. */
    private record Line(double slope, double intercept, double standardError) {

        /** @param values at least 3, of at least 2 depths, positive */
        static Line through(ImmutableList<DepthValue> values) {
            int n = values.size();
            double[] x = values.collectDouble(value -> Math.log(value.depth())).toArray();
            double[] y = values.collectDouble(value -> Math.log(value.value())).toArray();
            double meanX = mean(x);
            double meanY = mean(y);
            double sxx = 0;
            double sxy = 0;
            for (int i = 0; i < n; i++) {
                sxx += (x[i] - meanX) * (x[i] - meanX);
                sxy += (x[i] - meanX) * (y[i] - meanY);
            }
            double slope = sxy / sxx;
            double residuals = 0;
            for (int i = 0; i < n; i++) {
                double r = y[i] - meanY - slope * (x[i] - meanX);
                residuals += r * r;
            }
            return new Line(slope, meanY - slope * meanX, Math.sqrt(residuals / (n - 2) / sxx));
        }

        private static double mean(double[] values) {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            return sum / values.length;
        }
    }
}
