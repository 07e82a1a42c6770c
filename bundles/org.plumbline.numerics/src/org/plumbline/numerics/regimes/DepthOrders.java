package org.plumbline.numerics.regimes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import org.plumbline.numerics.regression.PowerLawFit;
import org.plumbline.numerics.series.DepthStatistics;

/**
 * Orders in L of the statistics of weights along the depth, for each seed: slopes of ln(statistic) over ln L.
 * <p>All are of unscaled statistics, so a weight ~ L^(-beta) has maxNorm = -beta; alpha is that of delta ~ L^(-alpha), so 0 if there is
 * no delta or the weights are delta_k W_k.</p>
 *
 * @param alpha            minus the slope of ln |delta|
 * @param maxNorm          slope of the largest norm
 * @param increment        slope of the largest increment norm
 * @param rootSumOfSquares slope of R
 * @param cumulativeSum    slope of the norm of the sum
 * @param detrended        slope of the detrended cumulative sum, over depths from 30 on, where its window is a tenth of the depth;
 *                         NaN if it is not known
 * @param depths           number of depths
 * @param shallowest       smallest depth
 * @param deepest          largest depth
 */
public record DepthOrders(double[] alpha, double[] maxNorm, double[] increment, double[] rootSumOfSquares, double[] cumulativeSum,
        double[] detrended, int depths, double shallowest, double deepest) {

    /**
     * Depth from which the window of the detrended cumulative sum, max(3, floor(L / 10)), grows with L; below, the statistic falls
     * for that reason alone. The program of the paper fits it from 200 on.
     */
    public static final int DETRENDED_FROM = 30;
    private static final int FEWEST_DEPTHS = 3;

    /**
     * Checks that all have one number for each seed.
     *
     * @throws IllegalArgumentException if there is no seed or the lengths differ
     */
    public DepthOrders {
        for (double[] slopes : List.of(maxNorm, increment, rootSumOfSquares, cumulativeSum, detrended)) {
            if (slopes.length != alpha.length || alpha.length == 0) {
                throw new IllegalArgumentException("orders in depth: expected one number for each of one or more seeds, got "
                        + alpha.length + " alpha and " + slopes.length + " slopes of a statistic");
            }
        }
    }

    /**
     * Fits the slopes.
     *
     * @param seeds for each seed the statistics at its depths, three or more. Not modified.
     * @param alpha for each seed, as above. Not modified.
     * @throws IllegalArgumentException if the numbers of seeds differ or a statistic is zero or not finite at a depth; the message
     *                                  names seed, statistic and point
     */
    public static DepthOrders of(List<List<DepthStatistics>> seeds, double[] alpha) {
        int[] layers = seeds.stream().flatMap(List::stream).mapToInt(DepthStatistics::layers).sorted().distinct().toArray();
        if (layers.length == 0) {
            throw new IllegalArgumentException("orders in depth: needs one seed or more, got none");
        }
        return new DepthOrders(alpha.clone(), slopes(seeds, "largest norm", DepthStatistics::maxNorm),
                slopes(seeds, "largest increment", DepthStatistics::maxIncrementNorm),
                slopes(seeds, "root of the sum of squares", DepthStatistics::rootSumOfSquares),
                slopes(seeds, "norm of the sum", DepthStatistics::cumulativeSumNorm),
                detrended(seeds), layers.length, layers[0], layers[layers.length - 1]);
    }

    private static double[] detrended(List<List<DepthStatistics>> seeds) {
        List<List<DepthStatistics>> deep = seeds.stream()
                .map(seed -> seed.stream().filter(s -> s.layers() >= DETRENDED_FROM).toList()).toList();
        if (deep.stream().anyMatch(seed -> seed.size() < FEWEST_DEPTHS)) {
            return seeds.stream().mapToDouble(seed -> Double.NaN).toArray();
        }
        return slopes(deep, "detrended cumulative sum", DepthStatistics::detrendedCumulativeSum);
    }

    private static double[] slopes(List<List<DepthStatistics>> seeds, String name, ToDoubleFunction<DepthStatistics> statistic) {
        List<Double> slopes = new ArrayList<>();
        for (List<DepthStatistics> seed : seeds) {
            double[] depths = seed.stream().mapToDouble(DepthStatistics::layers).toArray();
            double[] values = seed.stream().mapToDouble(statistic).toArray();
            try {
                slopes.add(PowerLawFit.of(depths, values).exponent());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("seed " + (slopes.size() + 1) + ", " + name + ": " + e.getMessage(), e);
            }
        }
        return slopes.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
