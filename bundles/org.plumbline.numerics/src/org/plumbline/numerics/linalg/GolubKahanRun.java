package org.plumbline.numerics.linalg;

import org.plumbline.numerics.random.RandomStream;

/** One run of the bidiagonalisation: the vectors, the two diagonals of B, and how it ended. */
final class GolubKahanRun {

	private final LinearOperator operator;
	private final int most;
	private final double nothingLeft;
	private final KrylovVectors left = new KrylovVectors();
	private final KrylovVectors right = new KrylovVectors();
	private final double[] diagonal;
	private final double[] beside;
	private int rows;
	private int columns;
	private double rest;
	private double largest;

	GolubKahanRun(LinearOperator operator, int most, double nothingLeft) {
		this.operator = operator;
		this.most = most;
		this.nothingLeft = nothingLeft;
		diagonal = new double[most];
		beside = new double[most];
	}

	GolubKahan run(double tolerance, RandomStream stream) {
		right.add(KrylovVectors.randomUnit(operator.columns(), stream));
		columns = 1;
		while (forward() && backward()) {
			columns++;
		}
		if (rows == 0) {
			return new GolubKahan(new double[1], new double[1], new boolean[] {true}, true, new double[][] {
					KrylovVectors.randomUnit(operator.rows(), stream)}, new double[][] {right.last()});
		}
		return result(tolerance);
	}

	/** Makes the next left vector from A v; false if nothing is left, so that B has one more column than rows. */
	private boolean forward() {
		double[] u = new double[operator.rows()];
		operator.apply(right.last(), u);
		largest = Math.max(largest, KrylovVectors.finiteNorm(u, 2 * columns - 1));
		left.orthogonalise(u);
		double norm = KrylovVectors.norm(u);
		if (norm <= nothingLeft * largest) {
			rest = 0;
			return false;
		}
		KrylovVectors.scale(1 / norm, u);
		left.add(u);
		diagonal[rows++] = norm;
		return true;
	}

	/** Makes the next right vector from A^T u; false if the steps are done or nothing is left. */
	private boolean backward() {
		double[] v = new double[operator.columns()];
		operator.applyTranspose(left.last(), v);
		largest = Math.max(largest, KrylovVectors.finiteNorm(v, 2 * columns));
		right.orthogonalise(v);
		rest = KrylovVectors.norm(v);
		if (rest <= nothingLeft * largest) {
			rest = 0;
			return false;
		}
		boolean leftIsComplete = rows == operator.rows();
		if (rows == most && !leftIsComplete) {
			return false;
		}
		beside[rows - 1] = rest;
		KrylovVectors.scale(1 / rest, v);
		right.add(v);
		if (leftIsComplete) {
			// No further left vector exists: A V = U B holds with the extra column, and nothing is neglected.
			columns++;
			rest = 0;
			return false;
		}
		return true;
	}

	private GolubKahan result(double tolerance) {
		double[] b = new double[rows * columns];
		for (int i = 0; i < rows; i++) {
			b[i * columns + i] = diagonal[i];
			if (i + 1 < columns) {
				b[i * columns + i + 1] = beside[i];
			}
		}
		Svd svd = Lapack.svd(b, rows, columns);
		double[] residuals = new double[rows];
		boolean[] converged = new boolean[rows];
		double[][] leftVectors = new double[rows][];
		double[][] rightVectors = new double[rows][];
		for (int i = 0; i < rows; i++) {
			residuals[i] = rest * Math.abs(svd.u()[(rows - 1) * rows + i]);
			converged[i] = residuals[i] <= tolerance * svd.s()[0];
			leftVectors[i] = left.combination(svd.u(), i, rows);
			rightVectors[i] = right.combination(svd.vt(), i * columns, 1);
		}
		return new GolubKahan(svd.s(), residuals, converged, rest == 0, leftVectors, rightVectors);
	}
}
