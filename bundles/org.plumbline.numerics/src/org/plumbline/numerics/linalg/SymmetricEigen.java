package org.plumbline.numerics.linalg;

import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

import org.bytedeco.openblas.global.openblas;

/**
 * The eigenvalues and eigenvectors of a symmetric matrix A.
 * <p>A v_i = lambda_i v_i with lambda_1 <= ... <= lambda_n and v_i . v_j = 1 if i = j, else 0.</p>
 * Shape: values is [n], vectors is [n, n], row-major. The arrays belong to whoever asked for them.
 *
 * @param n       order of A
 * @param values  eigenvalues, ascending, in the units of A
 * @param vectors eigenvectors, one a row, in the order of the values; the sign of each is arbitrary
 */
public record SymmetricEigen(int n, double[] values, double[] vectors) {

	/**
	 * How far a_ij and a_ji may differ, as a part of the largest |a_ij|. A Gram matrix summed in double in two orders
	 * stays below it up to some thousand terms; a matrix that came through float does not.
	 */
	public static final double SYMMETRY_TOLERANCE = 1e-12;

	private static final byte VALUES_ONLY = 'N';
	private static final byte WITH_VECTORS = 'V';
	private static final byte UPPER = 'U';

	/**
	 * Decomposes a symmetric matrix; its symmetric part (A + A^T) / 2 is what counts.
	 * Shape: a is [n, n], row-major.
	 * Source: LAPACK dsyevd, job V. Pinned by SymmetricEigenTest.
	 *
	 * @param a the matrix, finite, symmetric within {@link #SYMMETRY_TOLERANCE}. Not modified.
	 * @param n order, at least 1
	 * @return values and vectors; the caller owns them
	 * @throws IllegalArgumentException if the length of a is not n times n, an entry is not finite, or A is not symmetric;
	 *                                  the message names the worst pair
	 * @throws LapackException          if the iteration does not converge
	 * @throws org.plumbline.nd4j.BackendException if OpenBLAS is not installed for this platform
	 */
	public static SymmetricEigen of(double[] a, int n) {
		double[] vectors = symmetricPart(a, n);
		return new SymmetricEigen(n, solve(WITH_VECTORS, vectors, n), vectors);
	}

	/**
	 * The eigenvalues alone, ascending: for n = 128 a third of the time.
	 * Shape, errors and limits: see {@link #of}. Source: LAPACK dsyevd, job N. Pinned by SymmetricEigenTest.
	 *
	 * @param a the matrix. Not modified.
	 * @param n order, at least 1
	 * @return eigenvalues, in the units of a
	 */
	public static double[] values(double[] a, int n) {
		return solve(VALUES_ONLY, symmetricPart(a, n), n);
	}

	private static double[] solve(byte job, double[] a, int n) {
		OpenBlas.require();
		double[] values = new double[n];
		Lapack.requireSuccess("dsyevd", openblas.LAPACKE_dsyevd(LAPACK_COL_MAJOR, job, UPPER, n, a, n, values), n, n);
		return values;
	}

	private static double[] symmetricPart(double[] a, int n) {
		MatrixArguments.requireShape(a.length, n, n);
		MatrixArguments.requireFinite(a, n);
		double[] part = a.clone();
		double largest = 0;
		double worst = 0;
		int worstRow = 0;
		int worstColumn = 0;
		for (int i = 0; i < n; i++) {
			largest = Math.max(largest, Math.abs(a[i * n + i]));
			for (int j = i + 1; j < n; j++) {
				double upper = a[i * n + j];
				double lower = a[j * n + i];
				largest = Math.max(largest, Math.max(Math.abs(upper), Math.abs(lower)));
				if (Math.abs(upper - lower) > worst) {
					worst = Math.abs(upper - lower);
					worstRow = i;
					worstColumn = j;
				}
				// Halves first: the sum of two finite numbers need not be finite.
				part[i * n + j] = part[j * n + i] = 0.5 * upper + 0.5 * lower;
			}
		}
		if (worst > SYMMETRY_TOLERANCE * largest) {
			throw new IllegalArgumentException("matrix is not symmetric: entry (%d, %d) is %s, but entry (%d, %d) is %s"
					.formatted(worstRow, worstColumn, a[worstRow * n + worstColumn], worstColumn, worstRow,
							a[worstColumn * n + worstRow]));
		}
		return part;
	}
}
