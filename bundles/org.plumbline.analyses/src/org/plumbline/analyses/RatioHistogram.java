package org.plumbline.analyses;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Curve;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.ResultTable;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.numerics.regression.SampleMean;

/**
 * How positive ratios are distributed, on a logarithmic axis.
 * <p>Bins of equal width in log10, no wider than 3.49 s n^(-1/3) (Scott's rule), but at most 200;
 * density = count / (n width), per unit of log10. Log-normal law with mean and standard deviation s of log10; skewness m_3 / m_2^(3/2)
 * and excess kurtosis m_4 / m_2^2 - 3 of log10, central moments by n, both 0 for a log-normal law with standard errors (6/n)^(1/2) and
 * (24/n)^(1/2).</p>
 * Source: definitions; D. W. Scott, Biometrika 66 (1979). Pinned by RatioHistogramTest.
 *
 * @param logs   log10 of the values
 * @param edges  of the bins, in log10, ascending, one more than counts
 * @param counts values in each bin; the last bin holds its upper edge
 */
record RatioHistogram(double[] logs, double[] edges, int[] counts) {
    private static final double SCOTT = 3.49;
    private static final int MOST = 200;

    /** @param ratios positive, two or more. Not modified. */
    static RatioHistogram of(double[] ratios) {
        double[] logs = new double[ratios.length];
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log10(ratios[i]);
            low = Math.min(low, logs[i]);
            high = Math.max(high, logs[i]);
        }
        double width = SCOTT * deviation(logs) * Math.pow(logs.length, -1 / 3.0);
        int bins = width > 0 ? (int) Math.min(MOST, Math.max(1, Math.ceil((high - low) / width))) : 1;
        double[] edges = new double[bins + 1];
        // Equal values have a bin around them.
        double half = high > low ? 0 : 0.5;
        for (int i = 0; i <= bins; i++) {
            edges[i] = low - half + (high - low + 2 * half) * i / bins;
        }
        int[] counts = new int[bins];
        for (double value : logs) {
            counts[bin(value, edges)]++;
        }
        return new RatioHistogram(logs, edges, counts);
    }

    private static int bin(double value, double[] edges) {
        int bins = edges.length - 1;
        return Math.min(bins - 1, (int) ((value - edges[0]) / (edges[bins] - edges[0]) * bins));
    }

    private static double deviation(double[] values) {
        return Math.sqrt(moment(values, 2) * values.length / (values.length - 1));
    }

    private static double moment(double[] values, int power) {
        double mean = SampleMean.of(values).mean();
        double sum = 0;
        for (double value : values) {
            sum += Math.pow(value - mean, power);
        }
        return sum / values.length;
    }

    double mean() {
        return SampleMean.of(logs).mean();
    }

    double deviation() {
        return deviation(logs);
    }

    double skewness() {
        return moment(logs, 3) / Math.pow(moment(logs, 2), 1.5);
    }

    double excess() {
        return moment(logs, 4) / Math.pow(moment(logs, 2), 2) - 3;
    }

    /** @return values per unit of log10 in a bin, as a share of all */
    double density(int bin) {
        return counts[bin] / (logs.length * (edges[bin + 1] - edges[bin]));
    }

    /**
     * @param cell   what the trials have in common; empty if there is but one cell
     * @param trials of the cell
     * @param ids    of those counted, in the order of their values
     */
    AnalysisResult result(String analysis, String direction, String cell, ImmutableList<TrialRecord> trials, ImmutableList<String> ids,
            ImmutableList<String> notes) {
        MutableList<ResultPoint> points = Lists.mutable.empty();
        MutableList<ResultPoint> normal = Lists.mutable.empty();
        for (int i = 0; i < counts.length; i++) {
            double middle = (edges[i] + edges[i + 1]) / 2;
            int bin = i;
            points.add(new ResultPoint(Math.pow(10, middle), density(i), density(i), density(i), counts[i], counts[i],
                    ids.selectWithIndex((id, at) -> bin(logs[at], edges) == bin)));
            double z = (middle - mean()) / deviation();
            normal.add(CardTables.point(Math.pow(10, middle), Math.exp(-z * z / 2) / (deviation() * Math.sqrt(2 * Math.PI)), Double.NaN, Double.NaN));
        }
        SampleMean mean = SampleMean.of(logs);
        int n = logs.length;
        ImmutableList<ImmutableList<String>> rows = Lists.immutable.with(
                Lists.immutable.with("mean of log10", CardTables.number(mean.mean()), CardTables.number(mean.error())),
                Lists.immutable.with("standard deviation of log10", CardTables.number(deviation()), CardTables.number(deviation() / Math.sqrt(2.0 * n))),
                Lists.immutable.with("skewness of log10, 0 if log-normal", CardTables.number(skewness()), CardTables.number(Math.sqrt(6.0 / n))),
                Lists.immutable.with("excess kurtosis of log10, 0 if log-normal", CardTables.number(excess()), CardTables.number(Math.sqrt(24.0 / n))));
        String label = PropagationEvaluation.ratio(direction);
        Estimate skew = new Estimate(skewness(), Math.sqrt(6.0 / n), Double.NaN, Double.NaN, Double.NaN, n, "",
                "third moment; standard error if the law is log-normal", ids);
        return new AnalysisResult(analysis, "histogram(" + direction + ")" + (cell.isEmpty() ? "" : " [" + cell + "]"),
                "distribution of " + label + (cell.isEmpty() ? "" : ", " + cell), "skewness of log10 of " + label, Optional.of(skew),
                new ResultAxis(label, "", true), new ResultAxis("density", "per unit of log10", false), points.toImmutable(), Optional.empty(), notes)
                .withCurves(Lists.immutable.with(new Curve("log-normal", "log-normal law of equal mean and variance", Curve.Style.LINE,
                        normal.toImmutable())))
                .withTables(Lists.immutable.with(new ResultTable(n + " of " + trials.size() + " trials", Lists.immutable.with("quantity", "value",
                        "standard error"), rows)));
    }
}
