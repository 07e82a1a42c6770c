package org.plumbline.numerics.dnn;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * One batch normalisation of a {@link LayerGraph}.
 * <p>y = gamma (x - mean) / sqrt(variance + epsilon) + beta for each channel, variance the population variance over all
 * examples and pixels of the batch; or mean and variance given among the parameters, which then count as constants.</p>
 * Shape: gamma, beta, mean, variance [C]. Source: Ioffe, Szegedy, ICML 2015.
 *
 * @param epsilon  > 0, in squared units of x
 * @param gamma    index of the first entry of gamma; empty: 1
 * @param beta     index of the first entry of beta; empty: 0
 * @param mean     index of the given mean; empty: the batch's
 * @param variance index of the given variance; empty exactly if mean is
 */
public record NormalisationStep(double epsilon, OptionalInt gamma, OptionalInt beta, OptionalInt mean, OptionalInt variance) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if epsilon is not positive, an offset is negative, or only one statistic is given
     */
    public NormalisationStep {
        Objects.requireNonNull(gamma, "gamma");
        Objects.requireNonNull(beta, "beta");
        if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
            throw new IllegalArgumentException("layer graph: epsilon must be > 0 and finite, got " + epsilon);
        }
        if (mean.isPresent() != variance.isPresent()) {
            throw new IllegalArgumentException("layer graph: mean and variance must be given both or not at all");
        }
        if (gamma.orElse(0) < 0 || beta.orElse(0) < 0 || mean.orElse(0) < 0 || variance.orElse(0) < 0) {
            throw new IllegalArgumentException("layer graph: offsets must be >= 0");
        }
    }

    /** With the statistics of the batch. */
    public static NormalisationStep ofBatch(double epsilon, int gamma, int beta) {
        return new NormalisationStep(epsilon, OptionalInt.of(gamma), OptionalInt.of(beta), OptionalInt.empty(),
                OptionalInt.empty());
    }

    /** With statistics that lie among the parameters, as evaluation with running means needs it. */
    public static NormalisationStep given(double epsilon, int gamma, int beta, int mean, int variance) {
        return new NormalisationStep(epsilon, OptionalInt.of(gamma), OptionalInt.of(beta), OptionalInt.of(mean),
                OptionalInt.of(variance));
    }

    boolean isGiven() {
        return mean.isPresent();
    }
}
