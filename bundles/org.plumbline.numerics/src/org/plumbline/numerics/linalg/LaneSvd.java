package org.plumbline.numerics.linalg;

import java.util.Arrays;

/** Singular values of a few small matrices at once, one in each lane of a vector. One thread at a time. */
final class LaneSvd {

	/** Matrices that one call takes. */
	static final int LANES = LaneBidiagonal.LANES;

	private final int rows;
	private final int columns;
	private final boolean transpose;
	private final double[] work;
	private final double[] q;
	private final double[] e;
	private final double[] scales = new double[LANES];
	private final LaneBidiagonal bidiagonal;
	private final LaneQd qd;

	LaneSvd(int rows, int columns) {
		this.rows = rows;
		this.columns = columns;
		transpose = rows < columns;
		int n = Math.min(rows, columns);
		work = new double[rows * columns * LANES];
		q = new double[n * LANES];
		e = new double[n * LANES];
		bidiagonal = new LaneBidiagonal(Math.max(rows, columns), n);
		qd = new LaneQd(n, q, e);
	}

	/**
	 * Writes the singular values, descending, of the matrices [from, from + count) of a stack.
	 *
	 * @param count 1 to LANES
	 * @return whether they converged; if not, nothing is written
	 */
	boolean singularValues(double[] stack, int from, int count, double[] out) {
		int size = rows * columns;
		if (count < LANES) {
			Arrays.fill(work, 0);
		}
		for (int lane = 0; lane < count; lane++) {
			pack(stack, (from + lane) * size, lane);
		}
		bidiagonal.reduce(work, q, e);
		if (!qd.solve()) {
			return false;
		}
		for (int lane = 0; lane < count; lane++) {
			unpack(lane, out, (from + lane) * Math.min(rows, columns));
		}
		return true;
	}

	private void pack(double[] stack, int at, int lane) {
		double largest = 0;
		for (int i = at; i < at + rows * columns; i++) {
			largest = Math.max(largest, Math.abs(stack[i]));
		}
		// A power of two rounds nothing; 0 stands for the matrix of zeros, and 2^-1022 for all that is smaller.
		scales[lane] = largest == 0 ? 0 : Math.scalb(1.0, Math.max(Math.getExponent(largest), Double.MIN_EXPONENT));
		double inverse = largest == 0 ? 1 : 1 / scales[lane];
		if (transpose) {
			for (int i = 0; i < rows; i++) {
				for (int j = 0; j < columns; j++) {
					work[(j * rows + i) * LANES + lane] = stack[at + i * columns + j] * inverse;
				}
			}
		} else {
			for (int i = 0; i < rows * columns; i++) {
				work[i * LANES + lane] = stack[at + i] * inverse;
			}
		}
	}

	private void unpack(int lane, double[] out, int at) {
		int n = Math.min(rows, columns);
		for (int i = 0; i < n; i++) {
			double value = Math.sqrt(q[i * LANES + lane]) * scales[lane];
			int place = at + i;
			while (place > at && out[place - 1] < value) {
				out[place] = out[place - 1];
				place--;
			}
			out[place] = value;
		}
	}
}
