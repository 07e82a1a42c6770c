package org.plumbline.numerics.linalg;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The squares of the singular values of as many bidiagonal matrices at once as a vector has lanes, by the differential
 * quotient-difference algorithm with shifts (dqds).
 * <p>One sweep, with q_i = B_ii^2, e_i = B_(i,i+1)^2 and a shift t below the smallest eigenvalue of B B^T:
 * d_0 = q_0 - t; q'_i = d_i + e_i; e'_i = e_i q_(i+1) / q'_i; d_(i+1) = d_i q_(i+1) / q'_i - t; q'_m = d_m.
 * It turns B B^T - t I into B'^T B'.</p>
 * The shift: 1/d_i is a diagonal entry of the inverse of M = B B^T - t I, so S = sum_i 1/d_i is its trace; the inverse's entries
 * above d_j are 1/d_j times products of -sqrt(e'_i / q'_i), so T = sum_i (2 c_i - 1) / d_i^2 with c_0 = 1,
 * c_(i+1) = 1 + c_i e'_i / q'_i is the trace of its square. They bound the smallest eigenvalue of M from below by
 * n / (S + sqrt((n - 1)(n T - S^2))), which is exact if all others are equal. And where the last row is nearly cut off, so does
 * d_m (1 - e'_(m-1) / (g - d_m)) with g a lower bound for the rest.
 * A sweep with a negative d is taken back in its lane and repeated with a quarter of the shift.
 * A lane whose last value has been found waits, unchanged, for the others: no lane sees another.
 * Source: Fernando, Parlett, Numer. Math. 67 (1994) 191-229; the bound by two traces is Laguerre's, its use here ours. Pinned by BatchedSvdTest.
 */
final class LaneQd {

	private static final VectorSpecies<Double> SPECIES = LaneBidiagonal.SPECIES;
	private static final int LANES = LaneBidiagonal.LANES;
	private static final double U = 0x1p-53;
	// Far below u^2 of matrices scaled to 1: keeps quotients defined and moves no digit of a singular value.
	private static final double FLOOR = 1e-40;
	private static final double LEAST_DIVISOR = 1e-60;
	// The bound for what stays when a row is cut off holds up to the square of its coupling.
	private static final double CAUTION = 1 - 1e-6;
	private static final int SWEEPS_PER_VALUE = 30;

	private final int n;
	private final double[] q;
	private final double[] e;
	private final double[] nextQ;
	private final double[] nextE;
	// Per lane, in arrays: a vector handed from method to method is boxed wherever the compiler does not join them.
	private final double[] sigma = new double[LANES];
	private final double[] shift = new double[LANES];
	private final double[] inverse = new double[LANES];
	private final double[] scale = new double[LANES];
	private final double[] lastD = new double[LANES];
	private final double[] leastD = new double[LANES];
	private final double[] inverseOfRest = new double[LANES];
	private final double[] squaresOfRest = new double[LANES];
	private final double[] lastCouplings = new double[LANES];
	private final double[] squareSum = new double[LANES];
	private final boolean[] waiting = new boolean[LANES];
	private final boolean[] accepted = new boolean[LANES];

	/** The arrays are those that {@link LaneBidiagonal} writes: [n, LANES]. Both are modified by {@link #solve}. */
	LaneQd(int n, double[] q, double[] e) {
		this.n = n;
		this.q = q;
		this.e = e;
		nextQ = new double[q.length];
		nextE = new double[e.length];
	}

	/**
	 * Overwrites q with the squares of the singular values, not sorted.
	 *
	 * @return whether all lanes converged; if not, q is of no use
	 */
	boolean solve() {
		start();
		int left = SWEEPS_PER_VALUE * n;
		for (int m = n - 1; m > 0; m--) {
			while (!converged(m)) {
				if (left-- == 0) {
					return false;
				}
				sweep(m);
				judge(m);
				keep(m);
				chooseShift(m);
			}
			take(m);
		}
		take(0);
		return true;
	}

	private void start() {
		DoubleVector sum = DoubleVector.zero(SPECIES);
		for (int i = 0; i < n; i++) {
			DoubleVector qi = load(q, i);
			sum = sum.add(qi).add(load(e, i));
			store(qi.max(FLOOR), q, i);
		}
		store(sum, scale, 0);
		DoubleVector.zero(SPECIES).intoArray(sigma, 0);
		DoubleVector.zero(SPECIES).intoArray(shift, 0);
		DoubleVector.zero(SPECIES).intoArray(inverse, 0);
	}

	/** Whether in all lanes the coupling of the last row, sqrt(q e), moves no value by more than u |B|. */
	private boolean converged(int m) {
		DoubleVector size = load(scale, 0);
		DoubleVector limit = load(sigma, 0).add(load(q, m)).add(size.mul(U * U)).mul(size).mul(U * U);
		VectorMask<Double> small = load(e, m - 1).mul(load(q, m - 1)).compare(VectorOperators.LE, limit);
		small.intoArray(waiting, 0);
		return small.allTrue();
	}

	/** Finishes value m; what stays has a smallest eigenvalue of at least about 1 / (inverse sum without row m). */
	private void take(int m) {
		store(load(q, m).add(load(sigma, 0)), q, m);
		DoubleVector rest = load(inverse, 0);
		DoubleVector bound = smallest(rest.max(LEAST_DIVISOR), load(squareSum, 0), m).mul(CAUTION);
		store(bound.blend(0, rest.compare(VectorOperators.LE, 0)), shift, 0);
		DoubleVector.zero(SPECIES).intoArray(inverse, 0);
	}

	private void sweep(int m) {
		DoubleVector t = load(shift, 0);
		DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
		DoubleVector d = load(q, 0).sub(t);
		DoubleVector least = d;
		DoubleVector rest = DoubleVector.zero(SPECIES);
		DoubleVector squares = DoubleVector.zero(SPECIES);
		// c_i of the class comment, doubled and less 1: 2 c_(i+1) - 1 = 1 + (e'_i / q'_i)(1 + (2 c_i - 1)).
		DoubleVector couplings = one;
		for (int i = 0; i < m; i++) {
			DoubleVector ei = load(e, i);
			DoubleVector qi = d.add(ei);
			DoubleVector inverseQ = one.div(qi);
			DoubleVector ratio = load(q, i + 1).mul(inverseQ);
			DoubleVector inverseD = one.div(d);
			DoubleVector nextEi = ei.mul(ratio);
			least = least.min(d);
			rest = rest.add(inverseD);
			squares = inverseD.mul(inverseD).fma(couplings, squares);
			couplings = nextEi.mul(inverseQ).fma(couplings.add(1), one);
			store(qi, nextQ, i);
			store(nextEi, nextE, i);
			d = d.mul(ratio).sub(t);
		}
		store(d, lastD, 0);
		store(least, leastD, 0);
		store(rest, inverseOfRest, 0);
		store(squares, squaresOfRest, 0);
		store(couplings, lastCouplings, 0);
	}

	/** Decides which lanes keep the sweep. */
	private void judge(int m) {
		DoubleVector moved = load(sigma, 0).add(load(shift, 0));
		DoubleVector d = load(lastD, 0);
		// A last d below zero by rounding only is zero: that moves the value by some u of itself.
		VectorMask<Double> positive = load(leastD, 0).compare(VectorOperators.GT, 0)
				.and(d.compare(VectorOperators.GE, moved.mul(-4 * U)));
		VectorMask<Double> waits = VectorMask.fromArray(SPECIES, waiting, 0);
		VectorMask<Double> taken = positive.andNot(waits);
		taken.intoArray(accepted, 0);
		store(d.max(LEAST_DIVISOR), nextQ, m);
		store(load(sigma, 0).blend(moved, taken), sigma, 0);
		// Kept for the value after this one: what stays when the last row is cut off.
		store(load(inverse, 0).blend(load(inverseOfRest, 0), taken), inverse, 0);
		store(load(squareSum, 0).blend(load(squaresOfRest, 0), taken), squareSum, 0);
	}

	private void keep(int m) {
		VectorMask<Double> taken = VectorMask.fromArray(SPECIES, accepted, 0);
		for (int i = 0; i <= m; i++) {
			store(load(q, i).blend(load(nextQ, i), taken), q, i);
			store(load(e, i).blend(load(nextE, i), taken), e, i);
		}
	}

	private void chooseShift(int m) {
		VectorMask<Double> taken = VectorMask.fromArray(SPECIES, accepted, 0);
		DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
		DoubleVector rest = load(inverseOfRest, 0);
		DoubleVector last = load(nextQ, m);
		DoubleVector coupling = load(nextE, m - 1);
		DoubleVector inverseLast = one.div(last);
		DoubleVector safe = smallest(rest.add(inverseLast),
				inverseLast.mul(inverseLast).fma(load(lastCouplings, 0), load(squaresOfRest, 0)), m + 1);
		DoubleVector gap = one.div(rest).sub(last);
		DoubleVector close = last.mul(one.sub(coupling.div(gap)));
		VectorMask<Double> apart = gap.compare(VectorOperators.GT, coupling);
		DoubleVector next = safe.blend(safe.max(close), apart).mul(1 - 4 * U);
		store(load(shift, 0).mul(0.25).blend(next, taken), shift, 0);
	}

	/** A lower bound for the least eigenvalue of a matrix of that order, from the traces of its inverse and the inverse's square. */
	private static DoubleVector smallest(DoubleVector trace, DoubleVector squareTrace, int order) {
		DoubleVector spread = squareTrace.mul(order).sub(trace.mul(trace)).max(0).mul(order - 1);
		return DoubleVector.broadcast(SPECIES, order).div(trace.add(spread.sqrt()));
	}

	private static DoubleVector load(double[] from, int row) {
		return DoubleVector.fromArray(SPECIES, from, row * LANES);
	}

	private static void store(DoubleVector vector, double[] to, int row) {
		vector.intoArray(to, row * LANES);
	}
}
