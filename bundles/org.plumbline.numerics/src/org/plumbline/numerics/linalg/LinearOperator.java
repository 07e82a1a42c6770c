package org.plumbline.numerics.linalg;

/**
 * A linear map known by what it does to a vector: the Jacobian of a net through its products, a Hessian, a matrix.
 * An implementation is used by one thread at a time and keeps neither array.
 */
public interface LinearOperator {

	/** Returns the length of A x, at least 1. */
	int rows();

	/** Returns the length of x, at least 1. */
	int columns();

	/**
	 * y = A x, for a Jacobian the Jacobian-vector product.
	 *
	 * @param x [columns]. Not modified.
	 * @param y [rows]. Modified: overwritten.
	 */
	void apply(double[] x, double[] y);

	/**
	 * x = A^T y, for a Jacobian the vector-Jacobian product.
	 *
	 * @param y [rows]. Not modified.
	 * @param x [columns]. Modified: overwritten.
	 */
	void applyTranspose(double[] y, double[] x);

	/**
	 * The operator of a matrix.
	 * Shape: a is [rows, columns], row-major.
	 *
	 * @param a       finite. Kept, not copied; not modified.
	 * @param rows    at least 1
	 * @param columns at least 1
	 * @return an operator that reads a
	 * @throws IllegalArgumentException if the length of a is not rows times columns, or an entry is not finite
	 */
	static LinearOperator of(double[] a, int rows, int columns) {
		MatrixArguments.requireShape(a.length, rows, columns);
		MatrixArguments.requireFinite(a, columns);
		return new DenseOperator(a, rows, columns);
	}
}
