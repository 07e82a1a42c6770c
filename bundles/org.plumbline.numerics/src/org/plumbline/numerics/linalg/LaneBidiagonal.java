package org.plumbline.numerics.linalg;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Householder's reduction to bidiagonal form of as many matrices at once as a vector has lanes.
 * <p>B = U^T A V upper bidiagonal; only the squares q_k = B_kk^2 and e_k = B_(k,k+1)^2 are kept, for they decide the
 * singular values. No lane sees another: a matrix has the same values in any company.</p>
 * Layout: entry (i, j) of the matrix in lane l is work[(i columns + j) LANES + l], rows >= columns, entries at most 1.
 * Each step is a small method, as in the fused kernels: in a large one the compiler leaves vectors boxed.
 * Source: Golub, Van Loan, Matrix Computations, 4th ed., 5.4.8.
 */
final class LaneBidiagonal {

	static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
	static final int LANES = SPECIES.length();

	// Entries are scaled to 1: a part whose square is below this is zero to the last digit, and needs no reflection.
	private static final double NOTHING = 1e-280;

	private final int rows;
	private final int columns;

	LaneBidiagonal(int rows, int columns) {
		this.rows = rows;
		this.columns = columns;
	}

	/** Overwrites work; writes q [columns, LANES] and e [columns, LANES], the last row of e zero. */
	void reduce(double[] work, double[] q, double[] e) {
		int below = columns * LANES;
		for (int k = 0; k < columns; k++) {
			int pivot = (k * columns + k) * LANES;
			DoubleVector factor = reflector(work, pivot, below, rows - k, q, k * LANES);
			for (int j = k + 1; j < columns; j++) {
				reflect(work, pivot, (k * columns + j) * LANES, below, rows - k, factor);
			}
			int beside = pivot + LANES;
			DoubleVector rowFactor = reflector(work, beside, LANES, columns - k - 1, e, k * LANES);
			if (k + 2 < columns) {
				for (int i = k + 1; i < rows; i++) {
					reflect(work, beside, (i * columns + k + 1) * LANES, LANES, columns - k - 1, rowFactor);
				}
			}
		}
	}

	/**
	 * Turns the vector x at an offset into the v of I - factor v v^T, which maps x to a multiple of the first axis.
	 * v_1 = x_1 + sign(x_1) |x|, factor = 1 / (|x| (|x| + |x_1|)); the squared norm is written.
	 */
	private static DoubleVector reflector(double[] work, int at, int stride, int length, double[] squares, int squareAt) {
		DoubleVector square = DoubleVector.zero(SPECIES);
		for (int i = 0, p = at; i < length; i++, p += stride) {
			DoubleVector x = DoubleVector.fromArray(SPECIES, work, p);
			square = x.fma(x, square);
		}
		square.intoArray(squares, squareAt);
		if (length == 0) {
			return square;
		}
		DoubleVector first = DoubleVector.fromArray(SPECIES, work, at);
		DoubleVector norm = square.sqrt();
		DoubleVector sum = norm.add(first.abs());
		VectorMask<Double> negative = first.compare(VectorOperators.LT, 0);
		sum.neg().blend(sum, negative.not()).intoArray(work, at);
		VectorMask<Double> nothing = square.compare(VectorOperators.LT, NOTHING);
		return DoubleVector.broadcast(SPECIES, 1).div(norm.mul(sum)).blend(0, nothing);
	}

	private static void reflect(double[] work, int v, int target, int stride, int length, DoubleVector factor) {
		DoubleVector product = DoubleVector.zero(SPECIES);
		for (int i = 0, p = 0; i < length; i++, p += stride) {
			product = DoubleVector.fromArray(SPECIES, work, v + p)
					.fma(DoubleVector.fromArray(SPECIES, work, target + p), product);
		}
		product = product.mul(factor).neg();
		for (int i = 0, p = 0; i < length; i++, p += stride) {
			DoubleVector.fromArray(SPECIES, work, v + p).fma(product, DoubleVector.fromArray(SPECIES, work, target + p))
					.intoArray(work, target + p);
		}
	}
}
