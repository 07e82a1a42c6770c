package org.plumbline.theory.convergence;

/**
 * What a step of gradient descent shows of the constants of the certificate.
 * Source: definitions (`scaling-limits` 5). Pinned by ConvergenceCertificateTest.
 */
public final class DescentObservables {

    private DescentObservables() {
    }

    /**
     * Returns the empirical kappa, rho = N |grad J|^2 / (2 J).
     *
     * @param examples        N
     * @param gradientSquared |grad J|^2 over all weights, >= 0
     * @param loss            J > 0, half the mean over examples of the squared distance
     * @throws IllegalArgumentException if the loss is not positive
     */
    public static double rho(int examples, double gradientSquared, double loss) {
        requirePositive(loss);
        return examples * gradientSquared / (2 * loss);
    }

    /**
     * Returns the empirical rate r = -(N / eta) ln(J(t + s) / J(t)) / s, comparable with kappa for small steps.
     *
     * @param examples N
     * @param step     eta > 0
     * @param loss     J(t) > 0
     * @param later    J(t + s) > 0
     * @param steps    s >= 1
     * @throws IllegalArgumentException if a loss is not positive or s is below 1
     */
    public static double rate(int examples, double step, double loss, double later, int steps) {
        requirePositive(loss);
        requirePositive(later);
        if (steps < 1 || !(step > 0)) {
            throw new IllegalArgumentException("rate of descent: expected one step or more and eta > 0, got " + steps + " and " + step);
        }
        return -examples / step * Math.log(later / loss) / steps;
    }

    private static void requirePositive(double loss) {
        if (!(loss > 0) || Double.isInfinite(loss)) {
            throw new IllegalArgumentException("rate of descent: the loss must be positive and finite, got " + loss);
        }
    }
}
