package org.plumbline.numerics.linalg;

import java.util.Arrays;

/** A row-major matrix as an operator; sums run in the order of the index. */
record DenseOperator(double[] a, int rows, int columns) implements LinearOperator {

	@Override
	public void apply(double[] x, double[] y) {
		for (int i = 0; i < rows; i++) {
			double sum = 0;
			for (int j = 0; j < columns; j++) {
				sum += a[i * columns + j] * x[j];
			}
			y[i] = sum;
		}
	}

	@Override
	public void applyTranspose(double[] y, double[] x) {
		Arrays.fill(x, 0);
		for (int i = 0; i < rows; i++) {
			double factor = y[i];
			for (int j = 0; j < columns; j++) {
				x[j] += factor * a[i * columns + j];
			}
		}
	}
}
