package org.plumbline.numerics.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchedSvdTest {

	// Absolute error of a backward stable method, relative to the largest value: a modest multiple of n u.
	private static final double PER_ORDER = 10 * 0x1p-53;

	@ParameterizedTest
	@CsvSource({"1,1", "1,5", "5,1", "2,2", "3,3", "10,10", "7,12", "12,7", "32,32", "31,4", "33,33", "40,8"})
	void valuesAreThoseOfLapack(int rows, int columns) {
		long seed = System.nanoTime();
		int count = 203;
		double[] stack = Matrices.random(count * rows * columns, seed);
		double[] before = stack.clone();

		double[] s = BatchedSvd.singularValues(stack, count, rows, columns);

		assertThat(stack).containsExactly(before);
		assertAgree(s, stack, count, rows, columns, seed);
	}

	/** Rank deficient, zero, graded, repeated, triangular with ones, orthogonal, tiny and huge: where shifts go wrong. */
	@ParameterizedTest
	@CsvSource({"2", "6", "10", "24"})
	void awkwardMatricesToo(int n) {
		long seed = System.nanoTime();
		int kinds = 11;
		double[] stack = new double[kinds * 5 * n * n];
		for (int i = 0; i < kinds * 5; i++) {
			System.arraycopy(awkward(i % kinds, n, seed + i), 0, stack, i * n * n, n * n);
		}
		assertAgree(BatchedSvd.singularValues(stack, kinds * 5, n, n), stack, kinds * 5, n, n, seed);
	}

	/** Q diag(s) P with known s. */
	@Test
	void knownValuesComeBack() {
		int n = 10;
		double[] s = {5, 5, 3, 1, 1, 1, 0.5, 1e-3, 1e-9, 0};
		double[] scaled = Qr.of(Matrices.random(n * n, System.nanoTime()), n, n).q();
		for (int i = 0; i < n * n; i++) {
			scaled[i] *= s[i % n];
		}
		double[] a = Matrices.product(scaled, Qr.of(Matrices.random(n * n, System.nanoTime()), n, n).q(), n, n, n);

		assertThat(BatchedSvd.singularValues(a, 1, n, n)).containsExactly(s, within(5 * n * PER_ORDER));
	}

	@Test
	void companyChangesNoBit() {
		long seed = System.nanoTime();
		int count = 37;
		int n = 9;
		double[] stack = Matrices.random(count * n * n, seed);
		System.arraycopy(awkward(3, n, seed), 0, stack, 5 * n * n, n * n);
		double[] whole = BatchedSvd.singularValues(stack, count, n, n);

		double[] parts = new double[count * n];
		for (int cut : new int[] {1, 3, 5, 11, 30}) {
			Arrays.fill(parts, -1);
			for (int from = count - cut; from > -cut; from -= cut) {
				BatchedSvd.singularValues(stack, Math.max(0, from), from + cut, n, n, parts);
			}
			assertThat(parts).as("cut %d, seed %d", cut, seed).containsExactly(whole);
		}
	}

	@Test
	void singlePrecisionIsRoundedOnce() {
		long seed = System.nanoTime();
		double[] stack = Matrices.random(20 * 49, seed);
		float[] single = new float[stack.length];
		for (int i = 0; i < stack.length; i++) {
			single[i] = (float) stack[i];
			stack[i] = single[i];
		}
		float[] actual = BatchedSvd.singularValues(single, 20, 7, 7);
		double[] expected = BatchedSvd.singularValues(stack, 20, 7, 7);
		for (int i = 0; i < expected.length; i++) {
			assertThat(actual[i]).as("seed %d", seed).isEqualTo((float) expected[i]);
		}
	}

	@Test
	void anEmptyStackHasNoValues() {
		assertThat(BatchedSvd.singularValues(new double[0], 0, 3, 2)).isEmpty();
	}

	@Test
	void namesWhatIsWrong() {
		assertThatIllegalArgumentException().isThrownBy(() -> BatchedSvd.singularValues(new double[7], 2, 2, 2))
				.withMessage("stack of 2 matrices of shape [2, 2]: expected positive sizes and 8 entries, got 7");
		double[] stack = new double[3 * 6];
		stack[6 + 4] = Double.NaN;
		assertThatIllegalArgumentException().isThrownBy(() -> BatchedSvd.singularValues(stack, 3, 2, 3))
				.withMessage("entry (1, 1) of matrix 1 of the stack: expected a finite number, got NaN");
		assertThatIllegalArgumentException()
				.isThrownBy(() -> BatchedSvd.singularValues(stack, 2, 4, 2, 3, new double[6]))
				.withMessageStartingWith("matrices [2, 4) of shape [2, 3]: they do not fit");
	}

	private static void assertAgree(double[] s, double[] stack, int count, int rows, int columns, long seed) {
		int n = Math.min(rows, columns);
		int size = rows * columns;
		assertThat(s).hasSize(count * n);
		for (int i = 0; i < count; i++) {
			double[] truth = Lapack.singularValues(Arrays.copyOfRange(stack, i * size, (i + 1) * size), rows, columns);
			for (int j = 0; j < n; j++) {
				assertThat(s[i * n + j]).as("matrix %d, value %d, seed %d", i, j, seed).isNotNegative()
						.isCloseTo(truth[j], within(Math.max(rows, columns) * PER_ORDER * truth[0]));
			}
		}
	}

	private static double[] awkward(int kind, int n, long seed) {
		double[] a = Matrices.random(n * n, seed);
		for (int i = 0; i < n; i++) {
			for (int j = 0; j < n; j++) {
				int at = i * n + j;
				a[at] = switch (kind) {
				case 0 -> 0;
				case 1 -> a[i * n] * a[j];
				case 2 -> i == j ? 1 : 0;
				case 3 -> a[at] * Math.pow(10, -2.0 * i);
				case 4 -> i == j ? 1 : i < j ? -1 : 0;
				case 5 -> a[at] * 1e-300;
				case 6 -> a[at] * 1e300;
				case 7 -> 1.0 / (i + j + 1);
				case 8 -> j == i + 1 ? 1 : 0;
				case 9 -> i == j ? Math.pow(10, -1.5 * i) : 0;
				default -> i == 0 && j == 0 ? 1 : a[at] * 1e-160;
				};
			}
		}
		return a;
	}
}
