package org.plumbline.analyses;

import java.util.function.ToDoubleFunction;

import org.plumbline.numerics.regimes.DepthOrders;
import org.plumbline.numerics.series.DepthStatistics;

/** The statistics along a stack that this analysis reports, with their names. Formulas at the analysis. */
enum DepthStatistic {
    MAX_NORM("maxNorm", "largest norm", DepthStatistics::maxNorm),
    INCREMENTS("increments", "largest increment", DepthStatistics::maxIncrementNorm),
    ROOT_SUM_SQUARES("rootSumSquares", "root of the sum of squared norms", DepthStatistics::rootSumOfSquares),
    CUMULATIVE_SUM("cumulativeSum", "norm of the sum", DepthStatistics::cumulativeSumNorm),
    QUADRATIC_VARIATION("quadraticVariation", "quadratic variation, rooted,", DepthStatistics::quadraticVariation),
    SQUARED_VARIATION("squaredVariation", "quadratic variation", DepthStatistics::squaredVariation),
    H1_NORM("h1Norm", "discrete H1 norm", DepthStatistics::h1Norm),
    DETRENDED_SUM("detrendedSum", "detrended cumulative sum", DepthStatistics::detrendedCumulativeSum);

    private final String id;
    private final String label;
    private final ToDoubleFunction<DepthStatistics> value;

    DepthStatistic(String id, String label, ToDoubleFunction<DepthStatistics> value) {
        this.id = id;
        this.label = label;
        this.value = value;
    }

    /** @return the statistic, at least 0, in the unit of the entries */
    double of(DepthStatistics statistics) {
        return value.applyAsDouble(statistics);
    }

    /** @return whether there is such a number at depth L: one layer has no increments */
    boolean isDefinedFor(int depth) {
        return depth > 1 || this == MAX_NORM || this == ROOT_SUM_SQUARES || this == CUMULATIVE_SUM;
    }

    /** @return depth from which its window is a tenth of the depth; 1 for those without a window */
    int from() {
        return this == DETRENDED_SUM ? DepthOrders.DETRENDED_FROM : 1;
    }

    String quantity(String stack) {
        return id + "(" + stack + ")";
    }

    String label() {
        return label;
    }

    String id() {
        return id;
    }
}
