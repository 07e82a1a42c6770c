package org.plumbline.numerics.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class GolubKahanTest {

	@ParameterizedTest
	@CsvSource({"1,1", "1,6", "6,1", "3,5", "5,3", "30,30", "40,25", "25,40"})
	void allStepsGiveAllValues(int rows, int columns) {
		long seed = System.nanoTime();
		double[] a = Matrices.random(rows * columns, seed);

		GolubKahan found = GolubKahan.of(LinearOperator.of(a, rows, columns), 1000, 1e-10, stream(seed));

		assertThat(found.exhausted()).as("seed %d", seed).isTrue();
		assertThat(found.converged()).containsOnly(true);
		assertThat(Matrices.largestDifference(found.values(), Lapack.singularValues(a, rows, columns))).as("seed %d", seed)
				.isLessThan(1e-12);
	}

	/** A right = value left exactly, |A^T left - value right| = residual, and a singular value lies within it. */
	@ParameterizedTest
	@CsvSource({"70,50,1", "70,50,8", "50,70,25", "60,60,40"})
	void residualsContainTheTruth(int rows, int columns, int steps) {
		long seed = System.nanoTime();
		double[] a = Matrices.random(rows * columns, seed);
		double[] transposed = Matrices.transposed(a, rows, columns);
		double[] truth = Lapack.singularValues(a, rows, columns);
		double rounding = 1e-12;

		GolubKahan found = GolubKahan.of(LinearOperator.of(a, rows, columns), steps, 1e-8, stream(seed));

		assertThat(found.values()).hasSize(steps);
		assertThat(found.exhausted()).isFalse();
		for (int i = 0; i < steps; i++) {
			double value = found.values()[i];
			double[] image = Matrices.product(a, found.right()[i], rows, columns, 1);
			double[] back = Matrices.product(transposed, found.left()[i], columns, rows, 1);
			for (int j = 0; j < rows; j++) {
				assertThat(image[j]).as("seed %d", seed).isCloseTo(value * found.left()[i][j], within(rounding));
			}
			for (int j = 0; j < columns; j++) {
				back[j] -= value * found.right()[i][j];
			}
			assertThat(Matrices.norm(back)).as("seed %d, value %d", seed, i).isCloseTo(found.residuals()[i], within(rounding));
			assertThat(PowerIterationTest.nearest(value, truth)).as("seed %d, value %d", seed, i)
					.isLessThanOrEqualTo(found.residuals()[i] + rounding);
			assertThat(found.converged()[i]).isEqualTo(found.residuals()[i] <= 1e-8 * found.values()[0]);
			assertThat(value).isLessThanOrEqualTo(truth[i] + rounding);
		}
	}

	/** Two outliers over a continuum: the outliers converge, the continuum's edge has not after ten steps. */
	@Test
	void notConvergedIsVisible() {
		int n = 150;
		double[] a = new double[n * n];
		for (int i = 0; i < n; i++) {
			a[i * n + (i + 1) % n] = i / (double) n;
		}
		a[1] = 9;
		a[n + 2] = -7;
		GolubKahan found = GolubKahan.of(LinearOperator.of(a, n, n), 10, 1e-7, stream(System.nanoTime()));

		assertThat(found.values()[0]).isCloseTo(9, within(1e-9));
		assertThat(found.values()[1]).isCloseTo(7, within(1e-9));
		assertThat(found.converged()).startsWith(true, true).endsWith(false);
	}

	/** Rank two in a 6 by 5 matrix: at most three values, two of them the truth, the third 0. */
	@Test
	void lowRankEndsEarly() {
		long seed = System.nanoTime();
		double[] a = Matrices.product(Matrices.random(12, seed), Matrices.random(10, seed + 1), 6, 2, 5);
		double[] truth = Lapack.singularValues(a, 6, 5);

		GolubKahan found = GolubKahan.of(LinearOperator.of(a, 6, 5), 5, 1e-10, stream(seed));

		assertThat(found.exhausted()).as("seed %d", seed).isTrue();
		assertThat(found.values()).hasSizeBetween(2, 3);
		assertThat(found.values()[0]).isCloseTo(truth[0], within(1e-13));
		assertThat(found.values()[1]).as("seed %d", seed).isCloseTo(truth[1], within(1e-12));
	}

	@Test
	void theOperatorZeroHasTheValueZero() {
		GolubKahan found = GolubKahan.of(LinearOperator.of(new double[6], 2, 3), 2, 1e-6, stream(1));
		assertThat(found.values()).containsExactly(0);
		assertThat(found.converged()).containsExactly(true);
		assertThat(found.left()[0]).hasSize(2);
		assertThat(found.right()[0]).hasSize(3);
	}

	@Test
	void namesWhatIsWrong() {
		LinearOperator one = LinearOperator.of(new double[1], 1, 1);
		assertThatIllegalArgumentException().isThrownBy(() -> GolubKahan.of(one, 0, 1e-6, stream(1)))
				.withMessage("Golub-Kahan: expected at least 1 step, got 0");
		assertThatIllegalArgumentException().isThrownBy(() -> GolubKahan.of(one, 1, -1e-6, stream(1)))
				.withMessageEndingWith("got -1.0E-6");
		assertThatExceptionOfType(ArithmeticException.class)
				.isThrownBy(() -> GolubKahan.of(new PowerIterationTest.Broken(), 2, 1e-6, stream(1)))
				.withMessageEndingWith("at its application 1");
	}

	private static RandomStream stream(long seed) {
		return new RandomStreams(seed).stream("test/golub-kahan");
	}
}
