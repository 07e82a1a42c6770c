package org.plumbline.numerics.paths;

import org.plumbline.numerics.random.NormalQuantile;
import org.plumbline.numerics.regression.Interval;

/**
 * An estimate of the Hurst index of noise along the depth, with its error; {@link GeneralisedVariations} and
 * {@link WhittleEstimator} make them, by methods that share nothing but the data.
 *
 * @param hurst   H; 1/2 for independent increments, above for persistent, below for alternating ones
 * @param error   standard error, for Gaussian noise with independent entries
 * @param layers  length of the series
 * @param entries independent series that went in
 */
public record HurstIndex(double hurst, double error, int layers, int entries) {

    static final int FEWEST_LAYERS = 16;

    /**
     * Returns the normal interval H -+ z error; it may reach beyond (0, 1).
     *
     * @param level in (0, 1)
     * @throws IllegalArgumentException if the level is not strictly between 0 and 1
     */
    public Interval interval(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("confidence level must lie in (0, 1), got " + level);
        }
        double halfWidth = NormalQuantile.of(0.5 + level / 2) * error;
        return new Interval(hurst - halfWidth, hurst + halfWidth, level);
    }

    static void requireLayers(int layers) {
        if (layers < FEWEST_LAYERS) {
            throw new IllegalArgumentException(
                    "Hurst index: a series of " + layers + " layers is too short, " + FEWEST_LAYERS + " are needed");
        }
    }
}
