package org.plumbline.numerics.linalg;

import org.plumbline.numerics.random.RandomStream;

/**
 * Random matrices with orthonormal columns or rows, uniform in the sense of Haar's measure: the law of Q is that of U Q V
 * for all fixed orthogonal U and V.
 */
public final class HaarOrthogonal {

	private HaarOrthogonal() {
	}

	/**
	 * Draws a matrix with orthonormal columns (rows >= columns) or orthonormal rows (rows < columns).
	 * <p>Q R = G with G of independent standard normal entries and r_ii > 0. Without the fixed sign the law is not Haar's:
	 * Householder's Q has a diagonal of one sign more often than the other. A wide matrix is the transpose of the tall one
	 * that the same stream gives.</p>
	 * Shape: the result is [rows, columns], row-major. Draws rows times columns normal numbers, row by row of the tall
	 * shape. Equal streams give equal bits on one machine; another processor may round the last place differently.
	 * Source: Mezzadri, Notices of the AMS 54 (2007) 592-604. Pinned by HaarOrthogonalTest.
	 *
	 * @param rows    at least 1
	 * @param columns at least 1
	 * @param stream  where the numbers come from. Modified: advanced.
	 * @return the matrix; the caller owns it
	 * @throws IllegalArgumentException if a size is below 1 or the matrix does not fit in one array
	 * @throws org.plumbline.nd4j.BackendException if OpenBLAS is not installed for this platform
	 */
	public static double[] sample(int rows, int columns, RandomStream stream) {
		if (rows < 1 || columns < 1 || (long) rows * columns > Integer.MAX_VALUE - 8) {
			throw new IllegalArgumentException("random orthogonal matrix: expected sizes of at least 1 and fewer than 2^31 "
					+ "entries, got [%d, %d]".formatted(rows, columns));
		}
		int tall = Math.max(rows, columns);
		int thin = Math.min(rows, columns);
		double[] gaussian = new double[tall * thin];
		stream.gaussians(gaussian, 0, 1);
		double[] q = fromGaussian(gaussian, tall, thin);
		return rows >= columns ? q : transposed(q, tall, thin);
	}

	/**
	 * The Q of a matrix, with the signs that make R's diagonal positive: for independent standard normal entries, a sample of
	 * Haar's measure.
	 * Shape: the matrix and the result are [rows, columns], row-major, rows >= columns.
	 * Source: as {@link #sample}.
	 *
	 * @param gaussian finite, of full rank. Not modified.
	 * @param rows     at least columns
	 * @param columns  at least 1
	 * @return orthonormal columns; the caller owns them
	 * @throws IllegalArgumentException if the length does not fit, columns exceed rows, or an entry is not finite
	 * @throws org.plumbline.nd4j.BackendException if OpenBLAS is not installed for this platform
	 */
	public static double[] fromGaussian(double[] gaussian, int rows, int columns) {
		MatrixArguments.requireShape(gaussian.length, rows, columns);
		if (columns > rows) {
			throw new IllegalArgumentException("random orthogonal matrix: expected at least as many rows as columns, got [%d, %d]"
					.formatted(rows, columns));
		}
		MatrixArguments.requireFinite(gaussian, columns);
		try (Reflections reflections = new Reflections(gaussian, rows, columns)) {
			double[] signs = reflections.signs();
			double[] q = reflections.q();
			for (int i = 0; i < rows; i++) {
				for (int j = 0; j < columns; j++) {
					q[i * columns + j] *= signs[j];
				}
			}
			return q;
		}
	}

	private static double[] transposed(double[] a, int rows, int columns) {
		double[] t = new double[a.length];
		for (int i = 0; i < rows; i++) {
			for (int j = 0; j < columns; j++) {
				t[j * rows + i] = a[i * columns + j];
			}
		}
		return t;
	}
}
