package org.plumbline.numerics.linalg;

import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * LAPACK's dgesdd on row-major matrices: divide and conquer, or dqds for the values alone.
 * A row-major A is the column-major A^T = V diag(s) U^T, so what dgesdd calls U is our V^T, stored as we store it.
 */
final class Gesdd {

	private static final byte VALUES_ONLY = 'N';
	private static final byte THIN = 'S';
	/** Integers of workspace for each singular value. */
	private static final long INTEGERS = 8;

	private final byte job;
	private final int rows;
	private final int columns;
	private final int rank;
	// Of A and V^T, which share their columns, and of U.
	private final int stride;
	private final int strideU;

	private Gesdd(byte job, int rows, int columns) {
		this.job = job;
		this.rows = rows;
		this.columns = columns;
		rank = Math.min(rows, columns);
		stride = NativeBlock.stride(columns);
		strideU = NativeBlock.stride(rank);
	}

	/** The singular values, descending. */
	static double[] values(double[] a, int rows, int columns) {
		double[] s = new double[Math.min(rows, columns)];
		new Gesdd(VALUES_ONLY, rows, columns).solve(a, s, null, null);
		return s;
	}

	/** The thin decomposition. */
	static Svd thin(double[] a, int rows, int columns) {
		int rank = Math.min(rows, columns);
		double[] s = new double[rank];
		double[] u = new double[rows * rank];
		double[] vt = new double[rank * columns];
		new Gesdd(THIN, rows, columns).solve(a, s, u, vt);
		return new Svd(rows, columns, u, s, vt);
	}

	private void solve(double[] a, double[] s, double[] u, double[] vt) {
		OpenBlas.require();
		int work = workspace();
		long sizeU = job == THIN ? (long) rows * strideU : 1;
		long sizeVt = job == THIN ? (long) rank * stride : 1;
		try (NativeBlock block = new NativeBlock((long) rows * stride, rank, sizeU, sizeVt, work, INTEGERS * rank)) {
			DoublePointer matrix = block.doubles((long) rows * stride);
			DoublePointer values = block.doubles(rank);
			DoublePointer left = block.doubles(sizeU);
			DoublePointer right = block.doubles(sizeVt);
			NativeBlock.write(a, columns, matrix, stride);
			call(matrix, values, left, right, block.doubles(work), work, block.ints(INTEGERS * rank));
			values.get(s, 0, rank);
			if (job == THIN) {
				NativeBlock.read(left, strideU, u, rank);
				NativeBlock.read(right, stride, vt, columns);
			}
		}
	}

	private int workspace() {
		try (DoublePointer wanted = new DoublePointer(1); IntPointer integers = new IntPointer(1)) {
			call(wanted, wanted, wanted, wanted, wanted, -1, integers);
			return (int) wanted.get(0);
		}
	}

	private void call(DoublePointer a, DoublePointer s, DoublePointer u, DoublePointer vt, DoublePointer work, int size,
			IntPointer integers) {
		int info = openblas.LAPACKE_dgesdd_work(LAPACK_COL_MAJOR, job, columns, rows, a, stride, s, vt, stride, u, strideU,
				work, size, integers);
		Lapack.requireSuccess("dgesdd", info, rows, columns);
	}
}
