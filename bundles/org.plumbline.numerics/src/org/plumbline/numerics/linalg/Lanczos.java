package org.plumbline.numerics.linalg;

import org.plumbline.numerics.random.RandomStream;

/**
 * Eigenvalue estimates (Ritz values) of a symmetric operator by Lanczos' method with full reorthogonalisation.
 * <p>A Q = Q T + beta q e_m^T with orthonormal Q and tridiagonal T = S diag(theta) S^T; the residual of theta_i is
 * |A Q s_i - theta_i Q s_i| = beta |s_mi|. Some eigenvalue of A lies within the residual of theta_i.</p>
 * The ends of the spectrum converge first. A multiple eigenvalue is found once: a single start vector cannot see more.
 *
 * @param values    Ritz values, ascending, in the units of the operator
 * @param residuals one for each value, in the same units, without rounding errors of the products, some u |A|
 * @param converged one for each value: whether its residual <= tolerance times the largest |Ritz value|
 * @param exhausted whether the steps ended early because the vectors span an invariant subspace: then the values are
 *                  eigenvalues, and all of those with different values unless the start vector had no part in one
 * @param vectors   Ritz vectors Q s_i, one an array, in the order of the values
 */
public record Lanczos(double[] values, double[] residuals, boolean[] converged, boolean exhausted, double[][] vectors) {

	/**
	 * How far (A q_j) . q_i may be from (A q_i) . q_j, as a part of the largest |A q| seen, before the operator counts as
	 * not symmetric. Products whose rounding is that of float stay below it.
	 */
	public static final double SYMMETRY_TOLERANCE = 1e-5;

	// What is left of A q after orthogonalisation is rounding below this part of |A q|; a few hundred u.
	private static final double NOTHING_LEFT = 1e-13;

	/**
	 * Runs at most the given number of steps.
	 * Memory: steps + 2 vectors, and as many again for the Ritz vectors. Time: one product and 4 n j flops in step j.
	 * Source: Golub, Van Loan, Matrix Computations, 4th ed., 10.1 and 10.3. Pinned by LanczosTest.
	 *
	 * @param operator  symmetric; its transpose is not used
	 * @param steps     at least 1; more than the order of the operator is cut to it
	 * @param tolerance relative, in [0, 1)
	 * @param stream    the start vector comes from it. Modified: advanced.
	 * @return one value a step, each with its residual
	 * @throws IllegalArgumentException if an argument is out of range, or the operator is seen not to be symmetric
	 * @throws ArithmeticException      if the operator returns numbers that are not finite
	 * @throws LapackException          if the tridiagonal problem does not converge
	 */
	public static Lanczos of(LinearOperator operator, int steps, double tolerance, RandomStream stream) {
		KrylovVectors.requireSquare("Lanczos", operator);
		KrylovVectors.requireLimits("Lanczos", steps, tolerance);
		int n = operator.rows();
		int most = Math.min(steps, n);
		double[] diagonal = new double[most];
		double[] beside = new double[most];
		KrylovVectors basis = new KrylovVectors();
		basis.add(KrylovVectors.randomUnit(n, stream));
		double largest = 0;
		int done = 0;
		boolean exhausted = false;
		while (true) {
			double[] image = new double[n];
			operator.apply(basis.last(), image);
			largest = Math.max(largest, KrylovVectors.finiteNorm(image, done + 1));
			double[] components = basis.orthogonalise(image);
			requireSymmetric(components, done == 0 ? 0 : beside[done - 1], largest);
			diagonal[done] = components[done];
			beside[done] = KrylovVectors.norm(image);
			done++;
			exhausted = beside[done - 1] <= NOTHING_LEFT * largest;
			if (exhausted || done == most) {
				break;
			}
			KrylovVectors.scale(1 / beside[done - 1], image);
			basis.add(image);
		}
		return result(diagonal, beside, done, exhausted || done == n, tolerance, basis);
	}

	private static Lanczos result(double[] diagonal, double[] beside, int m, boolean exhausted, double tolerance,
			KrylovVectors basis) {
		SymmetricEigen eigen = SymmetricEigen.of(tridiagonal(diagonal, beside, m), m);
		double[] theta = eigen.values();
		double largest = Math.max(Math.abs(theta[0]), Math.abs(theta[m - 1]));
		double[] residuals = new double[m];
		boolean[] converged = new boolean[m];
		double[][] vectors = new double[m][];
		for (int i = 0; i < m; i++) {
			residuals[i] = beside[m - 1] * Math.abs(eigen.vectors()[i * m + m - 1]);
			converged[i] = residuals[i] <= tolerance * largest;
			vectors[i] = basis.combination(eigen.vectors(), i * m, 1);
		}
		return new Lanczos(theta, residuals, converged, exhausted, vectors);
	}

	private static double[] tridiagonal(double[] diagonal, double[] beside, int m) {
		double[] t = new double[m * m];
		for (int i = 0; i < m; i++) {
			t[i * m + i] = diagonal[i];
			if (i + 1 < m) {
				t[i * m + i + 1] = t[(i + 1) * m + i] = beside[i];
			}
		}
		return t;
	}

	/** A symmetric A q_j has components along q_(j-1) and q_j only, and along q_(j-1) that of the step before. */
	private static void requireSymmetric(double[] components, double before, double largest) {
		int last = components.length - 1;
		for (int i = 0; i < last; i++) {
			double expected = i == last - 1 ? before : 0;
			if (Math.abs(components[i] - expected) > SYMMETRY_TOLERANCE * largest) {
				throw new IllegalArgumentException(
						"Lanczos: operator is not symmetric: at step %d, q_%d . A q_%d is %s, but q_%d . A q_%d is %s".formatted(
								last + 1, i + 1, last + 1, components[i], last + 1, i + 1, expected));
			}
		}
	}
}
