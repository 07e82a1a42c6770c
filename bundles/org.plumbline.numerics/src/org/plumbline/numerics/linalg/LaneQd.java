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
 * The shift: 1/d_i is a diagonal entry of the inverse of B B^T - t I, so 1 / sum_i 1/d_i bounds the smallest eigenvalue from
 * below; and where the last row is nearly cut off, so does d_m (1 - e'_(m-1) / (g - d_m)) with g a lower bound for the rest.
 * A sweep with a negative d is taken back in its lane and repeated with a quarter of the shift.
 * A lane whose last value has been found waits, unchanged, for the others: no lane sees another.
 * Source: Fernando, Parlett, Numer. Math. 67 (1994) 191-229; the shifts are ours. Pinned by BatchedSvdTest.
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
	// Per lane, stored between sweeps so that each sweep is one small compiled method.
	private final double[] sigma = new double[LANES];
	private final double[] shift = new double[LANES];
	private final double[] inverse = new double[LANES];
	private final double[] scale = new double[LANES];

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

	/** The coupling of the last row, sqrt(q e), moves no value by more than u |B|. */
	private VectorMask<Double> cutOff(int m) {
		DoubleVector size = load(scale, 0);
		DoubleVector limit = load(sigma, 0).add(load(q, m)).add(size.mul(U * U)).mul(size).mul(U * U);
		return load(e, m - 1).mul(load(q, m - 1)).compare(VectorOperators.LE, limit);
	}

	private boolean converged(int m) {
		return cutOff(m).allTrue();
	}

	/** Finishes value m; what stays has a smallest eigenvalue of at least about 1 / (inverse sum without row m). */
	private void take(int m) {
		store(load(q, m).add(load(sigma, 0)), q, m);
		DoubleVector rest = load(inverse, 0);
		DoubleVector bound = DoubleVector.broadcast(SPECIES, CAUTION).div(rest.max(LEAST_DIVISOR));
		store(bound.blend(0, rest.compare(VectorOperators.LE, 0)), shift, 0);
		DoubleVector.zero(SPECIES).intoArray(inverse, 0);
	}

	private void sweep(int m) {
		DoubleVector t = load(shift, 0);
		DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
		DoubleVector d = load(q, 0).sub(t);
		DoubleVector least = d;
		DoubleVector rest = DoubleVector.zero(SPECIES);
		for (int i = 0; i < m; i++) {
			DoubleVector ei = load(e, i);
			DoubleVector qi = d.add(ei);
			DoubleVector ratio = load(q, i + 1).div(qi);
			least = least.min(d);
			rest = rest.add(one.div(d));
			store(qi, nextQ, i);
			store(ei.mul(ratio), nextE, i);
			d = d.mul(ratio).sub(t);
		}
		accept(m, d, least, rest, t);
	}

	private void accept(int m, DoubleVector d, DoubleVector least, DoubleVector rest, DoubleVector t) {
		DoubleVector moved = load(sigma, 0).add(t);
		// A last d below zero by rounding only is zero: that moves the value by some u of itself.
		VectorMask<Double> positive = least.compare(VectorOperators.GT, 0)
				.and(d.compare(VectorOperators.GE, moved.mul(-4 * U)));
		VectorMask<Double> waiting = cutOff(m);
		VectorMask<Double> taken = positive.andNot(waiting);
		DoubleVector last = d.max(LEAST_DIVISOR);
		store(last, nextQ, m);
		for (int i = 0; i <= m; i++) {
			store(load(q, i).blend(load(nextQ, i), taken), q, i);
		}
		for (int i = 0; i < m; i++) {
			store(load(e, i).blend(load(nextE, i), taken), e, i);
		}
		store(load(sigma, 0).blend(moved, taken), sigma, 0);
		DoubleVector next = nextShift(last, rest, load(nextE, m - 1));
		store(t.mul(0.25).blend(next, taken).blend(t, waiting), shift, 0);
		// The inverse sum of the rows that stay when the last is cut off: the shift to begin the next value with.
		store(load(inverse, 0).blend(rest, taken), inverse, 0);
	}

	private static DoubleVector nextShift(DoubleVector last, DoubleVector rest, DoubleVector coupling) {
		DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
		DoubleVector safe = one.div(one.div(last).add(rest));
		DoubleVector gap = one.div(rest).sub(last);
		DoubleVector close = last.mul(one.sub(coupling.div(gap)));
		VectorMask<Double> apart = gap.compare(VectorOperators.GT, coupling);
		return safe.blend(safe.max(close), apart).mul(1 - 4 * U);
	}

	private static DoubleVector load(double[] from, int row) {
		return DoubleVector.fromArray(SPECIES, from, row * LANES);
	}

	private static void store(DoubleVector vector, double[] to, int row) {
		vector.intoArray(to, row * LANES);
	}
}
