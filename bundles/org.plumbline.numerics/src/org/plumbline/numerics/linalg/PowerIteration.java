package org.plumbline.numerics.linalg;

import org.plumbline.numerics.random.RandomStream;

/**
 * The dominant singular value or eigenvalue of an operator, by applying it again and again.
 * It needs one vector of memory and no more; {@link Lanczos} and {@link GolubKahan} need far fewer products. The error falls
 * by the ratio of the two largest |eigenvalues| a step (squared ratio for singular values), so equal or nearly equal ones
 * end as "not converged", with the residual reached.
 *
 * @param value      the estimate, in the units of the operator; a singular value is >= 0
 * @param residual   see the method that made it, in the same units
 * @param iterations steps done, at least 1
 * @param converged  whether residual <= tolerance |value|
 * @param vector     the right singular vector or eigenvector, of norm 1; belongs to the caller
 */
public record PowerIteration(double value, double residual, int iterations, boolean converged, double[] vector) {

	/**
	 * The largest singular value.
	 * <p>u = A v / |A v|, sigma = |A v|, v <- A^T u / |A^T u|. residual = |A^T u - sigma v|: some singular value lies within
	 * it of sigma, and sigma never exceeds the largest by more than rounding.</p>
	 * A random start misses the largest one with probability 0, but takes long to see it where it is barely the largest.
	 * Source: Golub, Van Loan, Matrix Computations, 4th ed., 8.2 and 8.6. Pinned by PowerIterationTest.
	 *
	 * @param operator      any shape
	 * @param maxIterations at least 1; each applies A and A^T once
	 * @param tolerance     relative, in [0, 1)
	 * @param stream        the start vector comes from it. Modified: advanced.
	 * @return the estimate, converged or not
	 * @throws IllegalArgumentException if an argument is out of range
	 * @throws ArithmeticException      if the operator returns numbers that are not finite
	 */
	public static PowerIteration largestSingularValue(LinearOperator operator, int maxIterations, double tolerance,
			RandomStream stream) {
		KrylovVectors.requireShape("power iteration", operator);
		KrylovVectors.requireLimits("power iteration", maxIterations, tolerance);
		double[] v = KrylovVectors.randomUnit(operator.columns(), stream);
		double[] u = new double[operator.rows()];
		double[] next = new double[v.length];
		for (int iteration = 1;; iteration++) {
			operator.apply(v, u);
			double sigma = KrylovVectors.finiteNorm(u, 2 * iteration - 1);
			if (sigma == 0) {
				return new PowerIteration(0, 0, iteration, true, v);
			}
			KrylovVectors.scale(1 / sigma, u);
			operator.applyTranspose(u, next);
			double norm = KrylovVectors.finiteNorm(next, 2 * iteration);
			double residual = distance(next, sigma, v);
			if (residual <= tolerance * sigma || iteration == maxIterations) {
				return new PowerIteration(sigma, residual, iteration, residual <= tolerance * sigma, v);
			}
			copyScaled(next, 1 / norm, v);
		}
	}

	/**
	 * The eigenvalue of largest modulus, with its sign.
	 * <p>lambda = v . A v, v <- A v / |A v|, residual = |A v - lambda v|. For a symmetric operator some eigenvalue lies
	 * within the residual of lambda; for others the residual is a backward error only: lambda is an eigenvalue of A + E with
	 * |E| = residual. A complex pair, or lambda and -lambda, never converges.</p>
	 * Source: Golub, Van Loan, Matrix Computations, 4th ed., 7.3 and 8.2. Pinned by PowerIterationTest.
	 *
	 * @param operator      square; its transpose is not used
	 * @param maxIterations at least 1; each applies A once
	 * @param tolerance     relative, in [0, 1)
	 * @param stream        the start vector comes from it. Modified: advanced.
	 * @return the estimate, converged or not
	 * @throws IllegalArgumentException if an argument is out of range
	 * @throws ArithmeticException      if the operator returns numbers that are not finite
	 */
	public static PowerIteration dominantEigenvalue(LinearOperator operator, int maxIterations, double tolerance,
			RandomStream stream) {
		KrylovVectors.requireSquare("power iteration", operator);
		KrylovVectors.requireLimits("power iteration", maxIterations, tolerance);
		double[] v = KrylovVectors.randomUnit(operator.columns(), stream);
		double[] image = new double[v.length];
		for (int iteration = 1;; iteration++) {
			operator.apply(v, image);
			double norm = KrylovVectors.finiteNorm(image, iteration);
			double lambda = KrylovVectors.dot(v, image);
			double residual = distance(image, lambda, v);
			boolean converged = residual <= tolerance * Math.abs(lambda);
			if (converged || iteration == maxIterations || norm == 0) {
				return new PowerIteration(lambda, residual, iteration, converged, v);
			}
			copyScaled(image, 1 / norm, v);
		}
	}

	private static double distance(double[] image, double value, double[] v) {
		double[] difference = image.clone();
		KrylovVectors.axpy(-value, v, difference);
		return KrylovVectors.norm(difference);
	}

	private static void copyScaled(double[] from, double factor, double[] to) {
		for (int i = 0; i < to.length; i++) {
			to[i] = factor * from[i];
		}
	}
}
