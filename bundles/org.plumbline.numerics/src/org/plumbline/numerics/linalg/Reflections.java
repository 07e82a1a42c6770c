package org.plumbline.numerics.linalg;

import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/**
 * A QR decomposition whose Q is still a product of Householder reflections, in native memory.
 * The row-major A is the column-major A^T, and A^T = R^T Q^T is its LQ decomposition: nothing is transposed.
 * R is there until Q is asked for, which takes its place.
 */
final class Reflections implements AutoCloseable {

	private final int rows;
	private final int columns;
	private final int rank;
	private final int stride;
	private final int size;
	private final NativeBlock block;
	private final DoublePointer matrix;
	private final DoublePointer factors;
	private final DoublePointer work;

	/** Reduces a matrix, which is not modified. */
	Reflections(double[] a, int rows, int columns) {
		OpenBlas.require();
		this.rows = rows;
		this.columns = columns;
		rank = Math.min(rows, columns);
		stride = NativeBlock.stride(columns);
		size = workspace();
		block = new NativeBlock((long) rows * stride, rank, size);
		matrix = block.doubles((long) rows * stride);
		factors = block.doubles(rank);
		work = block.doubles(size);
		NativeBlock.write(a, columns, matrix, stride);
		Lapack.requireSuccess("dgelqf", reduce(matrix, factors, work, size), rows, columns);
	}

	/** R, [rank, columns], exactly zero below the diagonal. */
	double[] r() {
		double[] r = new double[rank * columns];
		for (int i = 0; i < rank; i++) {
			matrix.getPointer((long) i * stride + i).get(r, i * columns + i, columns - i);
		}
		return r;
	}

	/** The signs of R's diagonal, 1 for zero. */
	double[] signs() {
		double[] signs = new double[rank];
		for (int i = 0; i < rank; i++) {
			signs[i] = matrix.get((long) i * stride + i) < 0 ? -1 : 1;
		}
		return signs;
	}

	/** Q, [rows, rank]. To be called last. */
	double[] q() {
		Lapack.requireSuccess("dorglq", multiply(matrix, factors, work, size), rows, columns);
		double[] q = new double[rows * rank];
		if (rank == columns) {
			NativeBlock.read(matrix, stride, q, columns);
			return q;
		}
		double[] all = new double[rows * columns];
		NativeBlock.read(matrix, stride, all, columns);
		for (int i = 0; i < rows; i++) {
			System.arraycopy(all, i * columns, q, i * rank, rank);
		}
		return q;
	}

	private int workspace() {
		try (DoublePointer wanted = new DoublePointer(1)) {
			reduce(wanted, wanted, wanted, -1);
			double toReduce = wanted.get(0);
			multiply(wanted, wanted, wanted, -1);
			return (int) Math.max(toReduce, wanted.get(0));
		}
	}

	private int reduce(DoublePointer a, DoublePointer tau, DoublePointer scratch, int length) {
		return openblas.LAPACKE_dgelqf_work(LAPACK_COL_MAJOR, columns, rows, a, stride, tau, scratch, length);
	}

	private int multiply(DoublePointer a, DoublePointer tau, DoublePointer scratch, int length) {
		return openblas.LAPACKE_dorglq_work(LAPACK_COL_MAJOR, rank, rows, rank, a, stride, tau, scratch, length);
	}

	@Override
	public void close() {
		block.close();
	}
}
