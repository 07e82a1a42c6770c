package org.plumbline.numerics.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LapackTest {

	// Backward error of a stable SVD: a modest multiple of n u |A|; 100 n u leaves room and still sees any wrong digit.
	private static final double U = 0x1p-53;

	@ParameterizedTest
	@CsvSource({ "1,1", "2,2", "5,3", "3,5", "1,7", "7,1", "16,16", "60,41" })
	void factorsReproduceTheMatrix(int rows, int columns) {
		long seed = System.nanoTime();
		double[] a = random(rows * columns, seed);
		Svd svd = Lapack.svd(a, rows, columns);
		int k = Math.min(rows, columns);
		double tolerance = 100 * Math.max(rows, columns) * U * frobenius(a);

		for (int i = 0; i < rows; i++) {
			for (int j = 0; j < columns; j++) {
				double sum = 0;
				for (int r = 0; r < k; r++) {
					sum += svd.u()[i * k + r] * svd.s()[r] * svd.vt()[r * columns + j];
				}
				assertThat(sum).as("seed %d, entry %d %d", seed, i, j).isCloseTo(a[i * columns + j], within(tolerance));
			}
		}
		assertDescending(svd.s());
		for (int r = 0; r < k; r++) {
			for (int q = 0; q < k; q++) {
				double left = 0;
				double right = 0;
				for (int i = 0; i < rows; i++) {
					left += svd.u()[i * k + r] * svd.u()[i * k + q];
				}
				for (int j = 0; j < columns; j++) {
					right += svd.vt()[r * columns + j] * svd.vt()[q * columns + j];
				}
				double expected = r == q ? 1 : 0;
				assertThat(left).as("U^T U, seed %d", seed).isCloseTo(expected, within(1e-12));
				assertThat(right).as("V^T V, seed %d", seed).isCloseTo(expected, within(1e-12));
			}
		}
	}

	/** [[p, q], [r, s]]: the squares of the values are the roots of x^2 - |A|_F^2 x + det^2. */
	@Test
	void valuesOfTwoByTwoAreTheClosedForm() {
		long seed = System.nanoTime();
		double[] a = random(4, seed);
		double trace = a[0] * a[0] + a[1] * a[1] + a[2] * a[2] + a[3] * a[3];
		double determinant = a[0] * a[3] - a[1] * a[2];
		double largest = Math.sqrt((trace + Math.sqrt(trace * trace - 4 * determinant * determinant)) / 2);

		double[] s = Lapack.singularValues(a, 2, 2);

		assertThat(s[0]).as("seed %d", seed).isCloseTo(largest, within(1e-13 * largest));
		assertThat(s[0] * s[1]).as("seed %d", seed).isCloseTo(Math.abs(determinant), within(1e-13 * largest * largest));
	}

	/** The second difference matrix tridiag(-1, 2, -1) of order n has the values 2 - 2 cos(k pi / (n + 1)). */
	@Test
	void valuesOfTheSecondDifferenceAreKnown() {
		int n = 37;
		double[] a = new double[n * n];
		for (int i = 0; i < n; i++) {
			a[i * n + i] = 2;
			if (i > 0) {
				a[i * n + i - 1] = -1;
				a[(i - 1) * n + i] = -1;
			}
		}

		double[] s = Lapack.singularValues(a, n, n);

		for (int k = 1; k <= n; k++) {
			assertThat(s[n - k]).isCloseTo(2 - 2 * Math.cos(k * Math.PI / (n + 1)), within(100 * n * U * 4));
		}
	}

	@ParameterizedTest
	@CsvSource({ "16,16", "32,32", "128,64", "20,50" })
	void singlePrecisionAgreesWithDouble(int rows, int columns) {
		long seed = System.nanoTime();
		double[] a = random(rows * columns, seed);
		float[] single = new float[a.length];
		for (int i = 0; i < a.length; i++) {
			single[i] = (float) a[i];
			a[i] = single[i];
		}

		double[] expected = Lapack.singularValues(a, rows, columns);
		float[] actual = Lapack.singularValues(single, rows, columns);

		assertDescending(expected);
		for (int i = 0; i < expected.length; i++) {
			assertThat((double) actual[i]).as("seed %d, value %d", seed, i)
					.isCloseTo(expected[i], within(10 * rows * 0x1p-24 * expected[0]));
		}
	}

	@Test
	void leavesItsInputAlone() {
		double[] a = random(12, System.nanoTime());
		double[] before = a.clone();

		Lapack.svd(a, 3, 4);
		Lapack.singularValues(a, 3, 4);

		assertThat(a).containsExactly(before);
	}

	@Test
	void namesAWrongShape() {
		assertThatIllegalArgumentException().isThrownBy(() -> Lapack.svd(new double[5], 2, 3))
				.withMessage("matrix of shape [2, 3]: expected positive sizes and 6 entries, got 5");
		assertThatIllegalArgumentException().isThrownBy(() -> Lapack.singularValues(new double[0], 0, 3))
				.withMessageContaining("[0, 3]");
	}

	@Test
	void namesTheEntryThatIsNotFinite() {
		double[] a = new double[6];
		a[5] = Double.NaN;
		assertThatIllegalArgumentException().isThrownBy(() -> Lapack.svd(a, 2, 3))
				.withMessage("matrix entry (1, 2): expected a finite number, got NaN");
		float[] single = { 1, Float.NEGATIVE_INFINITY };
		assertThatIllegalArgumentException().isThrownBy(() -> Lapack.singularValues(single, 2, 1))
				.withMessage("matrix entry (1, 0): expected a finite number, got -Infinity");
	}

	private static void assertDescending(double[] s) {
		for (int i = 0; i < s.length; i++) {
			assertThat(s[i]).isNotNegative().isLessThanOrEqualTo(i == 0 ? Double.MAX_VALUE : s[i - 1]);
		}
	}

	private static double frobenius(double[] a) {
		double sum = 0;
		for (double x : a) {
			sum += x * x;
		}
		return Math.sqrt(sum);
	}

	private static double[] random(int length, long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		double[] values = new double[length];
		for (int i = 0; i < length; i++) {
			values[i] = random.nextDouble(-1, 1);
		}
		return values;
	}
}
