package org.plumbline.numerics.regression;

import org.apache.commons.math3.distribution.TDistribution;

/** Student's t law. */
final class StudentT {

    private StudentT() {
    }

    /**
     * Returns the t with P(|T| <= t) = level for the given degrees of freedom.
     * Source: Commons Math 3.6.1, TDistribution. Pinned by LinearFitTest (tabulated values).
     */
    static double twoSided(double level, int degreesOfFreedom) {
        Interval.requireLevel(level);
        return new TDistribution(null, degreesOfFreedom).inverseCumulativeProbability(0.5 + level / 2);
    }

    /** Returns P(|T| >= |t|). Source: as above. Pinned by SampleMeanTest. */
    static double outside(double t, int degreesOfFreedom) {
        return 2 * new TDistribution(null, degreesOfFreedom).cumulativeProbability(-Math.abs(t));
    }
}
