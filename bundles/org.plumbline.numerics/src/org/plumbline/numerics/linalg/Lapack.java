package org.plumbline.numerics.linalg;

import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

import org.bytedeco.openblas.global.openblas;

/**
 * The one way to LAPACK: OpenBLAS, which picks its kernels for the processor at run time.
 * Matrices are row-major arrays. A row-major A is the column-major A^T, whose factors are those of A exchanged:
 * A^T = V diag(s) U^T. So nothing is transposed; only the names of rows and columns change places.
 * The singular value operation of ND4J is not used anywhere: it returns wrong values for small float matrices.
 */
public final class Lapack {

	private static final byte VALUES_ONLY = 'N';

	private Lapack() {
	}

	/**
	 * The singular values of a matrix.
	 * <p>s_i = sqrt(lambda_i(A^T A)), descending.</p>
	 * Shape: a is [rows, columns], row-major; the result is [min(rows, columns)].
	 * Source: LAPACK dgesdd, job N. Pinned by LapackTest.
	 *
	 * @param a       the matrix, finite. Not modified.
	 * @param rows    at least 1
	 * @param columns at least 1
	 * @return the singular values, in the units of a
	 * @throws IllegalArgumentException if the length of a is not rows times columns, or an entry is not finite
	 * @throws LapackException          if the iteration does not converge
	 * @throws org.plumbline.nd4j.BackendException if OpenBLAS is not installed for this platform
	 */
	public static double[] singularValues(double[] a, int rows, int columns) {
		MatrixArguments.requireShape(a.length, rows, columns);
		MatrixArguments.requireFinite(a, columns);
		return Gesdd.values(a, rows, columns);
	}

	/**
	 * The singular values of a matrix in single precision: about half the time of the double one, relative to the
	 * largest value accurate to some 1e-6.
	 * Shape: a is [rows, columns], row-major; the result is [min(rows, columns)].
	 * Source: LAPACK sgesdd, job N. Pinned by LapackTest.
	 *
	 * @param a       the matrix, finite. Not modified.
	 * @param rows    at least 1
	 * @param columns at least 1
	 * @return the singular values, descending, in the units of a
	 * @throws IllegalArgumentException if the length of a is not rows times columns, or an entry is not finite
	 * @throws LapackException          if the iteration does not converge
	 * @throws org.plumbline.nd4j.BackendException if OpenBLAS is not installed for this platform
	 */
	public static float[] singularValues(float[] a, int rows, int columns) {
		MatrixArguments.requireShape(a.length, rows, columns);
		MatrixArguments.requireFinite(a, columns);
		OpenBlas.require();
		float[] s = new float[Math.min(rows, columns)];
		int info = openblas.LAPACKE_sgesdd(LAPACK_COL_MAJOR, VALUES_ONLY, columns, rows, a.clone(), columns, s,
				new float[1], columns, new float[1], s.length);
		requireSuccess("sgesdd", info, rows, columns);
		return s;
	}

	/**
	 * The thin singular value decomposition of a matrix.
	 * <p>A = U diag(s) V^T.</p>
	 * Shape: a is [rows, columns], row-major; see {@link Svd} for the factors.
	 * Source: LAPACK dgesdd, job S. Pinned by LapackTest.
	 *
	 * @param a       the matrix, finite. Not modified.
	 * @param rows    at least 1
	 * @param columns at least 1
	 * @return the factors; the caller owns them
	 * @throws IllegalArgumentException if the length of a is not rows times columns, or an entry is not finite
	 * @throws LapackException          if the iteration does not converge
	 * @throws org.plumbline.nd4j.BackendException if OpenBLAS is not installed for this platform
	 */
	public static Svd svd(double[] a, int rows, int columns) {
		MatrixArguments.requireShape(a.length, rows, columns);
		MatrixArguments.requireFinite(a, columns);
		return Gesdd.thin(a, rows, columns);
	}

	/** Turns the report of a routine into an exception unless it is 0. */
	static void requireSuccess(String routine, int info, int rows, int columns) {
		if (info > 0) {
			throw new LapackException(
					"%s of a [%d, %d] matrix did not converge (info %d)".formatted(routine, rows, columns, info));
		}
		if (info < 0) {
			throw new LapackException(
					"%s of a [%d, %d] matrix rejected its argument %d".formatted(routine, rows, columns, -info));
		}
	}
}
