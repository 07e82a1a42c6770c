package org.plumbline.numerics.linalg;

import org.plumbline.numerics.random.RandomStream;

/**
 * Estimates of the largest singular values of an operator by Lanczos bidiagonalisation with full reorthogonalisation.
 * <p>A V = U B, A^T U = V B^T + beta v e_m^T with orthonormal U, V and upper bidiagonal B = X diag(s) Y^T. The triple
 * (s_i, U x_i, V y_i) satisfies the first equation; its residual in the second is beta |x_mi|, and some singular value of A
 * lies within that of s_i.</p>
 * The largest values converge first, by the square root of the gap: 2 m products find what power iteration needs about m^2
 * for. The small end of a spectrum that reaches 0 may never converge, and then says so.
 *
 * @param values    descending, >= 0, in the units of the operator
 * @param residuals one for each value, in the same units, without rounding errors of the products, some u |A|
 * @param converged one for each value: whether its residual <= tolerance times the largest value
 * @param exhausted whether the steps ended because nothing was left outside the vectors: then the values are singular
 *                  values of A
 * @param left      left vectors U x_i, one an array, in the order of the values
 * @param right     right vectors V y_i
 */
public record GolubKahan(double[] values, double[] residuals, boolean[] converged, boolean exhausted, double[][] left,
		double[][] right) {

	// What is left of a product after orthogonalisation is rounding below this part of the largest; a few hundred u.
	private static final double NOTHING_LEFT = 1e-13;

	/**
	 * Runs at most the given number of steps, each with one product with A and one with A^T.
	 * Memory: 2 (steps + 1) vectors, and as many again for the singular vectors.
	 * Source: Golub, Kahan, SIAM J. Numer. Anal. 2 (1965) 205-224; Golub, Van Loan, Matrix Computations, 4th ed., 10.4.
	 * Pinned by GolubKahanTest.
	 *
	 * @param operator  any shape
	 * @param steps     at least 1; more than min(rows, columns) is cut to it
	 * @param tolerance relative, in [0, 1)
	 * @param stream    the start vector comes from it. Modified: advanced.
	 * @return one value a step, each with its residual; the single value 0 for the operator 0
	 * @throws IllegalArgumentException if an argument is out of range
	 * @throws ArithmeticException      if the operator returns numbers that are not finite
	 * @throws LapackException          if the bidiagonal problem does not converge
	 */
	public static GolubKahan of(LinearOperator operator, int steps, double tolerance, RandomStream stream) {
		KrylovVectors.requireShape("Golub-Kahan", operator);
		KrylovVectors.requireLimits("Golub-Kahan", steps, tolerance);
		return new GolubKahanRun(operator, Math.min(steps, Math.min(operator.rows(), operator.columns())), NOTHING_LEFT)
				.run(tolerance, stream);
	}
}
