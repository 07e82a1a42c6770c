package org.plumbline.theory.convergence;

/**
 * What the certificate needs to know of a path of gradient descent.
 * <p>The network is h_k = h_{k-1} + L^-1/2 sigma(A_k h_{k-1}), without bias, the loss J = 1/(2N) sum_i |h_L^i - y_i|^2.</p>
 *
 * @param layers            L >= 1
 * @param examples          N >= 1
 * @param largestWeight     c = max over k and t of L^1/2 |A_k(t)|_2 (operator norm; the Frobenius norm is an upper bound), >= 0
 * @param largestInner      max over k, t and i != j of |<h_k^i, h_k^j>|, 0 with one example
 * @param largestDataInner  max over i != j of |<x_i, x_j>|, 0 with one example
 * @param worstInputNorm    the |x_i| farthest from 1
 * @param initialLoss       J(0) >= 0
 * @param step              eta > 0
 */
public record DescentPath(int layers, int examples, double largestWeight, double largestInner, double largestDataInner,
        double worstInputNorm, double initialLoss, double step) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one is out of range; the message names all
     */
    public DescentPath {
        boolean finite = Double.isFinite(largestWeight) && Double.isFinite(largestInner) && Double.isFinite(largestDataInner)
                && Double.isFinite(worstInputNorm) && Double.isFinite(initialLoss) && Double.isFinite(step);
        if (!finite || layers < 1 || examples < 1 || largestWeight < 0 || largestInner < 0 || largestDataInner < 0
                || initialLoss < 0 || !(step > 0)) {
            throw new IllegalArgumentException(("convergence certificate: expected finite numbers, L and N at least 1, eta > 0 and the "
                    + "rest >= 0, got L %d, N %d, c %s, inner products %s and %s, input norm %s, J(0) %s, eta %s").formatted(layers,
                            examples, largestWeight, largestInner, largestDataInner, worstInputNorm, initialLoss, step));
        }
    }
}
