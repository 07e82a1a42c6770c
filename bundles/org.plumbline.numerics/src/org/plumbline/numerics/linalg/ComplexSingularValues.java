package org.plumbline.numerics.linalg;

import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

import org.bytedeco.openblas.global.openblas;

/** The singular values of a complex matrix, by LAPACK's zgesdd. */
final class ComplexSingularValues {

	private static final byte VALUES_ONLY = 'N';

	private ComplexSingularValues() {
	}

	/**
	 * @param a       [rows, columns], row-major, each entry as real and imaginary part; finite. Not modified.
	 * @param rows    at least 1
	 * @param columns at least 1
	 * @return descending
	 * @throws LapackException if the iteration does not converge
	 */
	static double[] of(double[] a, int rows, int columns) {
		OpenBlas.require();
		double[] s = new double[Math.min(rows, columns)];
		// A row-major A is the column-major A^T, which has the same singular values.
		int info = openblas.LAPACKE_zgesdd(LAPACK_COL_MAJOR, VALUES_ONLY, columns, rows, a.clone(), columns, s, new double[2],
				columns, new double[2], s.length);
		Lapack.requireSuccess("zgesdd", info, rows, columns);
		return s;
	}
}
