package org.plumbline.numerics.linalg;

/**
 * Singular values of many small matrices.
 * Up to order {@value #LARGEST_IN_LANES} several matrices go through one reduction at once, one in each lane of a vector
 * register; larger ones, and a Java without the Vector API, go through LAPACK one by one. A matrix gets the same bits
 * whatever stands beside it in the stack, so a stack may be cut into parts for several threads.
 */
public final class BatchedSvd {

	/** Where LAPACK's blocked routines catch up, by measurement. */
	static final int LARGEST_IN_LANES = 32;

	private static final boolean VECTORS = VectorUnit.bits() > 0;

	private BatchedSvd() {
	}

	/**
	 * The singular values of each matrix of a stack.
	 * <p>s_i = sqrt(lambda_i(A^T A)), descending; absolute error some n u s_1, as LAPACK's.</p>
	 * Shape: stack is [count, rows, columns], row-major; the result is [count, min(rows, columns)].
	 * Source: Householder bidiagonalisation and dqds (LaneBidiagonal, LaneQd), or LAPACK dgesdd. Pinned by BatchedSvdTest.
	 *
	 * @param stack   finite. Not modified.
	 * @param count   matrices, at least 0
	 * @param rows    at least 1
	 * @param columns at least 1
	 * @return the singular values, in the units of the stack
	 * @throws IllegalArgumentException if the length of the stack does not fit or an entry is not finite
	 * @throws LapackException          if an iteration does not converge
	 * @throws org.plumbline.nd4j.BackendException if LAPACK is needed and OpenBLAS is not installed for this platform
	 */
	public static double[] singularValues(double[] stack, int count, int rows, int columns) {
		MatrixArguments.requireStack(stack.length, count, rows, columns);
		double[] out = new double[count * Math.min(rows, columns)];
		singularValues(stack, 0, count, rows, columns, out);
		return out;
	}

	/**
	 * The singular values of each matrix of a stack in single precision, computed in double and rounded once.
	 * Shape, errors and source: see {@link #singularValues(double[], int, int, int)}.
	 *
	 * @param stack   finite. Not modified.
	 * @param count   matrices, at least 0
	 * @param rows    at least 1
	 * @param columns at least 1
	 * @return the singular values, in the units of the stack
	 */
	public static float[] singularValues(float[] stack, int count, int rows, int columns) {
		MatrixArguments.requireStack(stack.length, count, rows, columns);
		double[] wide = new double[stack.length];
		for (int i = 0; i < wide.length; i++) {
			wide[i] = stack[i];
		}
		double[] s = singularValues(wide, count, rows, columns);
		float[] out = new float[s.length];
		for (int i = 0; i < out.length; i++) {
			out[i] = (float) s[i];
		}
		return out;
	}

	/**
	 * The part [from, to) of a stack, for callers with threads of their own: parts may run at once, in any order, and give
	 * the bits of the whole.
	 * Shape: stack is [count, rows, columns] and out [count, min(rows, columns)].
	 *
	 * @param stack   finite in the part. Not modified.
	 * @param from    first matrix
	 * @param to      matrix after the last
	 * @param rows    at least 1
	 * @param columns at least 1
	 * @param out     Modified in the part only.
	 * @throws IllegalArgumentException if the sizes do not fit or an entry is not finite; nothing is written then
	 * @throws LapackException          if an iteration does not converge
	 */
	public static void singularValues(double[] stack, int from, int to, int rows, int columns, double[] out) {
		requirePart(stack, from, to, rows, columns, out);
		boolean lanes = VECTORS && Math.max(rows, columns) <= LARGEST_IN_LANES;
		int group = lanes ? LaneSvd.LANES : 1;
		LaneSvd svd = lanes ? new LaneSvd(rows, columns) : null;
		for (int i = from; i < to; i += group) {
			int count = Math.min(group, to - i);
			if (svd == null || !svd.singularValues(stack, i, count, out)) {
				oneByOne(stack, i, count, rows, columns, out);
			}
		}
	}

	private static void oneByOne(double[] stack, int from, int count, int rows, int columns, double[] out) {
		int size = rows * columns;
		int n = Math.min(rows, columns);
		double[] a = new double[size];
		for (int i = from; i < from + count; i++) {
			System.arraycopy(stack, i * size, a, 0, size);
			System.arraycopy(Lapack.singularValues(a, rows, columns), 0, out, i * n, n);
		}
	}

	private static void requirePart(double[] stack, int from, int to, int rows, int columns, double[] out) {
		if (rows < 1 || columns < 1 || from < 0 || to < from || (long) to * rows * columns > stack.length
				|| (long) to * Math.min(rows, columns) > out.length) {
			throw new IllegalArgumentException(
					"matrices [%d, %d) of shape [%d, %d]: they do not fit in a stack of %d entries and a result of %d".formatted(
							from, to, rows, columns, stack.length, out.length));
		}
		int size = rows * columns;
		for (int i = from * size; i < to * size; i++) {
			if (!Double.isFinite(stack[i])) {
				throw new IllegalArgumentException("entry (%d, %d) of matrix %d of the stack: expected a finite number, got %s"
						.formatted(i % size / columns, i % columns, i / size, stack[i]));
			}
		}
	}
}
