package org.plumbline.numerics.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class HaarOrthogonalTest {

	private static final int SAMPLES = 20_000;
	// Kolmogorov's law: P(sqrt(N) D > 2.5) = 2 exp(-12.5) = 7e-6, so a true law fails one run in a hundred thousand.
	private static final double KOLMOGOROV_LIMIT = 2.5;
	private static final double SIGMAS = 5;

	@ParameterizedTest
	@CsvSource({"1,1", "2,2", "7,3", "3,7", "1,9", "9,1", "64,64", "100,40", "40,100"})
	void columnsOrRowsAreOrthonormal(int rows, int columns) {
		double[] q = HaarOrthogonal.sample(rows, columns, stream(System.nanoTime()));
		int thin = Math.min(rows, columns);
		double[] t = Matrices.transposed(q, rows, columns);
		double[] gram = rows >= columns ? Matrices.product(t, q, columns, rows, columns)
				: Matrices.product(q, t, rows, columns, rows);

		assertThat(Matrices.largestDifference(gram, Matrices.identity(thin))).isLessThan(1e-14);
	}

	/** R = Q^T G must have a positive diagonal for the G that the stream gives. */
	@Test
	void theSignsAreThoseOfAPositiveDiagonal() {
		long seed = System.nanoTime();
		int rows = 9;
		int columns = 6;
		double[] g = new double[rows * columns];
		stream(seed).gaussians(g, 0, 1);

		double[] q = HaarOrthogonal.sample(rows, columns, stream(seed));

		double[] r = Matrices.product(Matrices.transposed(q, rows, columns), g, columns, rows, columns);
		for (int i = 0; i < columns; i++) {
			assertThat(r[i * columns + i]).as("seed %d", seed).isPositive();
			for (int j = 0; j < i; j++) {
				assertThat(r[i * columns + j]).isCloseTo(0, within(1e-13));
			}
		}
		double[] wide = HaarOrthogonal.sample(columns, rows, stream(seed));
		assertThat(wide).containsExactly(Matrices.transposed(q, rows, columns));
	}

	@Test
	void aWideGaussianMatrixIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> HaarOrthogonal.fromGaussian(new double[6], 2, 3))
				.withMessageContaining("[2, 3]");
	}

	@Test
	void aStreamDecidesAll() {
		long seed = System.nanoTime();
		RandomStream stream = stream(seed);

		double[] first = HaarOrthogonal.sample(5, 4, stream);
		assertThat(stream.position()).isEqualTo(2 * 5 * 4);
		assertThat(HaarOrthogonal.sample(5, 4, stream)).isNotEqualTo(first);
		assertThat(HaarOrthogonal.sample(5, 4, stream(seed))).containsExactly(first);
	}

	/**
	 * O(2) is the circle of angles twice over: the first entry is cos of a uniform angle, P(q <= x) = 1 - acos(x) / pi.
	 * Each entry of O(3) is a coordinate of a uniform point of the sphere, uniform on [-1, 1] (Archimedes). The diagonal is
	 * where a missing sign fix shows.
	 */
	@Test
	void entriesFollowTheirClosedForms() {
		long seed = System.nanoTime();
		RandomStream stream = stream(seed);
		double[][] planar = new double[4][SAMPLES];
		double[][] spatial = new double[9][SAMPLES];
		for (int s = 0; s < SAMPLES; s++) {
			double[] two = HaarOrthogonal.sample(2, 2, stream);
			double[] three = HaarOrthogonal.sample(3, 3, stream);
			for (int i = 0; i < 4; i++) {
				planar[i][s] = two[i];
			}
			for (int i = 0; i < 9; i++) {
				spatial[i][s] = three[i];
			}
		}
		for (int i : new int[] {0, 1, 3}) {
			assertThat(kolmogorov(planar[i], x -> 1 - Math.acos(Math.clamp(x, -1, 1)) / Math.PI)).as("entry %d, seed %d", i, seed)
					.isLessThan(KOLMOGOROV_LIMIT);
		}
		for (int i : new int[] {0, 4, 5, 8}) {
			assertThat(kolmogorov(spatial[i], x -> (x + 1) / 2)).as("entry %d, seed %d", i, seed)
					.isLessThan(KOLMOGOROV_LIMIT);
		}
	}

	/**
	 * Traces of Haar's O(n), n >= 4: E tr Q = 0, E (tr Q)^2 = 1, E (tr Q)^4 = 3 (Diaconis, Shahshahani 1994), and tr Q^2
	 * has mean 1. The first entry has variance 1/n.
	 */
	@Test
	void tracesHaveTheMomentsOfHaarMeasure() {
		long seed = System.nanoTime();
		RandomStream stream = stream(seed);
		int n = 6;
		double[] trace = new double[SAMPLES];
		double[] squared = new double[SAMPLES];
		double[] fourth = new double[SAMPLES];
		double[] traceOfSquare = new double[SAMPLES];
		double[] entry = new double[SAMPLES];
		for (int s = 0; s < SAMPLES; s++) {
			double[] q = HaarOrthogonal.sample(n, n, stream);
			double[] square = Matrices.product(q, q, n, n, n);
			for (int i = 0; i < n; i++) {
				trace[s] += q[i * n + i];
				traceOfSquare[s] += square[i * n + i];
			}
			squared[s] = trace[s] * trace[s];
			fourth[s] = squared[s] * squared[s];
			entry[s] = q[0] * q[0];
		}
		assertMean(trace, 0, seed);
		assertMean(squared, 1, seed);
		assertMean(fourth, 3, seed);
		assertMean(traceOfSquare, 1, seed);
		assertMean(entry, 1.0 / n, seed);
	}

	@Test
	void refusesSizesBelowOne() {
		RandomStream stream = stream(1);
		assertThatIllegalArgumentException().isThrownBy(() -> HaarOrthogonal.sample(0, 3, stream))
				.withMessageEndingWith("got [0, 3]");
		assertThatIllegalArgumentException().isThrownBy(() -> HaarOrthogonal.sample(3, -1, stream))
				.withMessageEndingWith("got [3, -1]");
		assertThatIllegalArgumentException().isThrownBy(() -> HaarOrthogonal.sample(1 << 16, 1 << 16, stream))
				.withMessageEndingWith("got [65536, 65536]");
		assertThat(stream.position()).isZero();
	}

	private static void assertMean(double[] x, double expected, long seed) {
		double mean = Arrays.stream(x).average().orElseThrow();
		double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1);
		assertThat(mean).as("seed %d", seed).isCloseTo(expected, within(SIGMAS * Math.sqrt(variance / x.length)));
	}

	/** sqrt(N) times the largest distance between the empirical and the stated distribution function. */
	private static double kolmogorov(double[] sample, DoubleUnaryOperator law) {
		double[] x = sample.clone();
		Arrays.sort(x);
		double distance = 0;
		for (int i = 0; i < x.length; i++) {
			double f = law.applyAsDouble(x[i]);
			distance = Math.max(distance, Math.max(f - (double) i / x.length, (i + 1.0) / x.length - f));
		}
		return Math.sqrt(x.length) * distance;
	}

	private static RandomStream stream(long seed) {
		return new RandomStreams(seed).stream("test/haar");
	}
}
