package org.plumbline.numerics.linalg;

/**
 * The thin QR decomposition of a matrix A by Householder reflections.
 * <p>A = Q R with Q^T Q = I and R upper triangular (upper trapezoidal where columns > rows). The signs of R's diagonal are
 * as the reflections leave them; {@link #withPositiveDiagonal()} makes the decomposition unique.</p>
 * Shape: with k = min(rows, columns): q is [rows, k], r is [k, columns], row-major.
 * The arrays belong to whoever asked for the decomposition.
 *
 * @param rows    rows of A
 * @param columns columns of A
 * @param q       orthonormal columns
 * @param r       upper triangular, exactly zero below the diagonal, in the units of A
 */
public record Qr(int rows, int columns, double[] q, double[] r) {

	/**
	 * Decomposes a matrix.
	 * <p>A = Q R. The row-major A is the column-major A^T, and A^T = R^T Q^T is its LQ decomposition: nothing is
	 * transposed.</p>
	 * Shape: a is [rows, columns], row-major.
	 * Source: LAPACK dgelqf and dorglq. Pinned by QrTest.
	 *
	 * @param a       the matrix, finite. Not modified.
	 * @param rows    at least 1
	 * @param columns at least 1
	 * @return the factors; the caller owns them
	 * @throws IllegalArgumentException if the length of a is not rows times columns, or an entry is not finite
	 * @throws LapackException          if a routine reports a failure
	 * @throws org.plumbline.nd4j.BackendException if OpenBLAS is not installed for this platform
	 */
	public static Qr of(double[] a, int rows, int columns) {
		MatrixArguments.requireShape(a.length, rows, columns);
		MatrixArguments.requireFinite(a, columns);
		try (Reflections reflections = new Reflections(a, rows, columns)) {
			double[] r = reflections.r();
			return new Qr(rows, columns, reflections.q(), r);
		}
	}

	/**
	 * The same decomposition with r_ii >= 0: column i of Q and row i of R change sign where r_ii < 0.
	 * <p>A = (Q S)(S R), S = diag(sign r_ii). For A of full rank it is the only one with a positive diagonal.</p>
	 *
	 * @return new factors; these are not modified
	 */
	public Qr withPositiveDiagonal() {
		int k = Math.min(rows, columns);
		double[] signs = new double[k];
		double[] positiveQ = new double[q.length];
		double[] positiveR = r.clone();
		for (int i = 0; i < k; i++) {
			signs[i] = r[i * columns + i] < 0 ? -1 : 1;
			for (int j = i; j < columns && signs[i] < 0; j++) {
				positiveR[i * columns + j] = -r[i * columns + j];
			}
		}
		for (int i = 0; i < rows; i++) {
			for (int j = 0; j < k; j++) {
				positiveQ[i * k + j] = signs[j] * q[i * k + j];
			}
		}
		return new Qr(rows, columns, positiveQ, positiveR);
	}
}
