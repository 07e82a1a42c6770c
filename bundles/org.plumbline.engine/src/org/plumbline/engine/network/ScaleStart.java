package org.plumbline.engine.network;

/**
 * The initial law of a residual scale: Gaussian with this mean and standard deviation (0: deterministic).
 *
 * @param mean the mean
 * @param std  the standard deviation, at least 0
 */
public record ScaleStart(double mean, double std) {
    public ScaleStart {
        if (!(std >= 0) || !Double.isFinite(mean) || !Double.isFinite(std)) {
            throw new IllegalArgumentException("mean " + mean + ", std " + std);
        }
    }
}
