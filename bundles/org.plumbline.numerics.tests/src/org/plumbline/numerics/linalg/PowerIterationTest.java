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

class PowerIterationTest {

	@ParameterizedTest
	@CsvSource({"1,1", "5,3", "3,5", "30,20"})
	void largestSingularValueIsTheDenseOne(int rows, int columns) {
		long seed = System.nanoTime();
		double[] a = Matrices.random(rows * columns, seed);
		double[] before = a.clone();

		PowerIteration found = PowerIteration.largestSingularValue(LinearOperator.of(a, rows, columns), 1_000_000, 1e-9,
				stream(seed));

		assertThat(found.converged()).as("seed %d", seed).isTrue();
		double truth = Lapack.singularValues(a, rows, columns)[0];
		assertThat(found.value()).as("seed %d", seed).isCloseTo(truth, within(1e-9 * truth));
		assertThat(Matrices.norm(found.vector())).isCloseTo(1, within(1e-14));
		assertThat(Matrices.norm(Matrices.product(a, found.vector(), rows, columns, 1))).isCloseTo(found.value(), within(1e-13 * truth));
		assertThat(a).containsExactly(before);
	}

	/** Stopped after any number of steps: a singular value within the residual, and never more than the largest. */
	@Test
	void theResidualHoldsAtEachStep() {
		long seed = System.nanoTime();
		double[] a = Matrices.random(15 * 12, seed);
		double[] truth = Lapack.singularValues(a, 15, 12);
		for (int steps = 1; steps < 40; steps++) {
			PowerIteration found = PowerIteration.largestSingularValue(LinearOperator.of(a, 15, 12), steps, 0, stream(seed));
			assertThat(found.iterations()).isEqualTo(steps);
			assertThat(found.converged()).as("seed %d", seed).isFalse();
			assertThat(found.value()).isLessThan(truth[0] * (1 + 1e-14));
			assertThat(nearest(found.value(), truth)).as("seed %d, step %d", seed, steps)
					.isLessThanOrEqualTo(found.residual() + 1e-14);
		}
	}

	@Test
	void dominantEigenvalueHasItsSign() {
		long seed = System.nanoTime();
		int n = 12;
		double[] a = Matrices.randomSymmetric(n, seed);
		for (int i = 0; i < n; i++) {
			a[i * n + i] -= 2;
		}
		PowerIteration found = PowerIteration.dominantEigenvalue(LinearOperator.of(a, n, n), 1_000_000, 1e-9, stream(seed));

		assertThat(found.converged()).isTrue();
		double[] truth = SymmetricEigen.values(a, n);
		assertThat(found.value()).as("seed %d", seed).isCloseTo(truth[0], within(1e-9 * -truth[0]));
	}

	/** A rotation has the eigenvalues exp(+-i phi): nothing to find, and that must be seen. */
	@Test
	void aComplexPairIsNotConverged() {
		double[] rotation = {0.6, -0.8, 0.8, 0.6};
		PowerIteration found = PowerIteration.dominantEigenvalue(LinearOperator.of(rotation, 2, 2), 500, 1e-6, stream(1));

		assertThat(found.converged()).isFalse();
		assertThat(found.iterations()).isEqualTo(500);
		assertThat(found.residual()).isCloseTo(0.8, within(1e-12));
	}

	@Test
	void theOperatorZeroHasTheValueZero() {
		LinearOperator zero = LinearOperator.of(new double[6], 2, 3);
		assertThat(PowerIteration.largestSingularValue(zero, 10, 1e-6, stream(1)).value()).isZero();
		PowerIteration eigen = PowerIteration.dominantEigenvalue(LinearOperator.of(new double[4], 2, 2), 10, 1e-6, stream(1));
		assertThat(eigen.value()).isZero();
		assertThat(eigen.converged()).isTrue();
	}

	@Test
	void aStreamDecidesAll() {
		double[] a = Matrices.random(20, System.nanoTime());
		assertThat(PowerIteration.largestSingularValue(LinearOperator.of(a, 4, 5), 7, 0, stream(3)).value())
				.isEqualTo(PowerIteration.largestSingularValue(LinearOperator.of(a, 4, 5), 7, 0, stream(3)).value());
	}

	@Test
	void namesWhatIsWrong() {
		LinearOperator wide = LinearOperator.of(new double[6], 2, 3);
		assertThatIllegalArgumentException().isThrownBy(() -> PowerIteration.dominantEigenvalue(wide, 5, 0.1, stream(1)))
				.withMessage("power iteration: expected a square operator, got [2, 3]");
		assertThatIllegalArgumentException().isThrownBy(() -> PowerIteration.largestSingularValue(wide, 0, 0.1, stream(1)))
				.withMessage("power iteration: expected at least 1 step, got 0");
		assertThatIllegalArgumentException()
				.isThrownBy(() -> PowerIteration.largestSingularValue(wide, 5, Double.NaN, stream(1)))
				.withMessage("power iteration: expected a relative tolerance in [0, 1), got NaN");
		assertThatExceptionOfType(ArithmeticException.class)
				.isThrownBy(() -> PowerIteration.largestSingularValue(new Broken(), 5, 0.1, stream(1)))
				.withMessage("operator returned a vector that is not finite at its application 1");
	}

	static double nearest(double value, double[] truth) {
		double least = Double.MAX_VALUE;
		for (double t : truth) {
			least = Math.min(least, Math.abs(value - t));
		}
		return least;
	}

	private static RandomStream stream(long seed) {
		return new RandomStreams(seed).stream("test/power");
	}

	/** Returns NaN. */
	record Broken() implements LinearOperator {

		@Override
		public int rows() {
			return 3;
		}

		@Override
		public int columns() {
			return 3;
		}

		@Override
		public void apply(double[] x, double[] y) {
			y[1] = Double.NaN;
		}

		@Override
		public void applyTranspose(double[] y, double[] x) {
			x[1] = Double.NaN;
		}
	}
}
