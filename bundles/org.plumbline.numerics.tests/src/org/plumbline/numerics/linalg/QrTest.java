package org.plumbline.numerics.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QrTest {

	// Householder's backward error is a modest multiple of n u |A|; 20 n u leaves room and still sees any wrong digit.
	private static final double U = 0x1p-53;

	@ParameterizedTest
	@CsvSource({"1,1", "2,2", "5,3", "3,5", "1,7", "7,1", "16,16", "90,41", "41,90", "130,130"})
	void factorsReproduceTheMatrix(int rows, int columns) {
		long seed = System.nanoTime();
		double[] a = Matrices.random(rows * columns, seed);
		double[] before = a.clone();
		int k = Math.min(rows, columns);

		Qr qr = Qr.of(a, rows, columns);

		assertThat(a).containsExactly(before);
		assertFactors(qr, a, rows, columns, k, seed);
		Qr positive = qr.withPositiveDiagonal();
		assertFactors(positive, a, rows, columns, k, seed);
		for (int i = 0; i < k; i++) {
			assertThat(positive.r()[i * columns + i]).as("seed %d", seed).isPositive();
			assertThat(Math.abs(qr.r()[i * columns + i])).isEqualTo(positive.r()[i * columns + i]);
		}
	}

	/** The squared diagonal of R is that of Cholesky's factor of A^T A: for two columns |a1|^2 and |a2|^2 - (a1.a2)^2/|a1|^2. */
	@Test
	void twoColumnsAreGramSchmidt() {
		long seed = System.nanoTime();
		double[] a = Matrices.random(6, seed);
		double first = a[0] * a[0] + a[2] * a[2] + a[4] * a[4];
		double mixed = a[0] * a[1] + a[2] * a[3] + a[4] * a[5];
		double second = a[1] * a[1] + a[3] * a[3] + a[5] * a[5];

		double[] r = Qr.of(a, 3, 2).withPositiveDiagonal().r();

		assertThat(r[0]).isCloseTo(Math.sqrt(first), within(1e-14));
		assertThat(r[1]).isCloseTo(mixed / Math.sqrt(first), within(1e-14));
		assertThat(r[2]).isZero();
		assertThat(r[3] * r[3]).as("seed %d", seed).isCloseTo(second - mixed * mixed / first, within(1e-13));
	}

	@Test
	void aMatrixOfZerosHasAnOrthonormalQ() {
		Qr qr = Qr.of(new double[12], 4, 3);

		assertThat(qr.r()).containsOnly(0.0);
		assertThat(Matrices.largestDifference(gram(qr.q(), 4, 3), Matrices.identity(3))).isLessThan(1e-15);
	}

	@Test
	void namesWhatIsWrong() {
		assertThatIllegalArgumentException().isThrownBy(() -> Qr.of(new double[5], 2, 3))
				.withMessage("matrix of shape [2, 3]: expected positive sizes and 6 entries, got 5");
		double[] a = new double[6];
		a[4] = Double.POSITIVE_INFINITY;
		assertThatIllegalArgumentException().isThrownBy(() -> Qr.of(a, 2, 3))
				.withMessage("matrix entry (1, 1): expected a finite number, got Infinity");
	}

	private static void assertFactors(Qr qr, double[] a, int rows, int columns, int k, long seed) {
		double tolerance = 20 * Math.max(rows, columns) * U;
		double[] product = Matrices.product(qr.q(), qr.r(), rows, k, columns);
		assertThat(Matrices.largestDifference(product, a)).as("Q R - A, seed %d", seed)
				.isLessThan(tolerance * Matrices.norm(a));
		assertThat(Matrices.largestDifference(gram(qr.q(), rows, k), Matrices.identity(k))).as("Q^T Q, seed %d", seed)
				.isLessThan(tolerance);
		for (int i = 0; i < k; i++) {
			for (int j = 0; j < i; j++) {
				assertThat(qr.r()[i * columns + j]).isZero();
			}
		}
	}

	private static double[] gram(double[] q, int rows, int columns) {
		return Matrices.product(Matrices.transposed(q, rows, columns), q, columns, rows, columns);
	}
}
