package org.plumbline.numerics.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class LanczosTest {

	@ParameterizedTest
	@ValueSource(ints = {1, 2, 5, 40})
	void allStepsGiveTheWholeSpectrum(int n) {
		long seed = System.nanoTime();
		double[] a = Matrices.randomSymmetric(n, seed);

		Lanczos found = Lanczos.of(LinearOperator.of(a, n, n), n + 7, 1e-10, stream(seed));

		assertThat(found.exhausted()).isTrue();
		assertThat(found.converged()).hasSize(n).containsOnly(true);
		assertThat(Matrices.largestDifference(found.values(), SymmetricEigen.values(a, n))).as("seed %d", seed)
				.isLessThan(1e-13 * n);
	}

	/** Each Ritz value has an eigenvalue within its residual, and the residual is that of its vector. */
	@ParameterizedTest
	@ValueSource(ints = {1, 3, 10, 30, 60})
	void residualsContainTheTruth(int steps) {
		long seed = System.nanoTime();
		int n = 80;
		double[] a = Matrices.randomSymmetric(n, seed);
		double[] truth = SymmetricEigen.values(a, n);
		double rounding = 1e-12;

		Lanczos found = Lanczos.of(LinearOperator.of(a, n, n), steps, 1e-8, stream(seed));

		assertThat(found.values()).hasSize(steps).isSorted();
		assertThat(found.exhausted()).isFalse();
		for (int i = 0; i < steps; i++) {
			double[] v = found.vectors()[i];
			double[] image = Matrices.product(a, v, n, n, 1);
			for (int j = 0; j < n; j++) {
				image[j] -= found.values()[i] * v[j];
			}
			assertThat(Matrices.norm(image)).as("seed %d, value %d", seed, i).isCloseTo(found.residuals()[i], within(rounding));
			assertThat(PowerIterationTest.nearest(found.values()[i], truth)).as("seed %d, value %d", seed, i)
					.isLessThanOrEqualTo(found.residuals()[i] + rounding);
			assertThat(found.converged()[i]).isEqualTo(found.residuals()[i] <= 1e-8
					* Math.max(Math.abs(found.values()[0]), Math.abs(found.values()[steps - 1])));
		}
	}

	/** A spectrum with one far value: it converges, the middle does not, and the result says which is which. */
	@Test
	void notConvergedIsVisible() {
		int n = 200;
		double[] a = new double[n * n];
		for (int i = 0; i < n; i++) {
			a[i * n + i] = i / (double) n;
		}
		a[0] = 10;
		Lanczos found = Lanczos.of(LinearOperator.of(a, n, n), 12, 1e-9, stream(System.nanoTime()));

		assertThat(found.values()[11]).isCloseTo(10, within(1e-9));
		assertThat(found.converged()[11]).isTrue();
		assertThat(found.converged()[5]).isFalse();
	}

	/** Two different eigenvalues, each of them multiple: two steps span an invariant subspace. */
	@Test
	void multipleEigenvaluesEndEarly() {
		int n = 9;
		double[] a = Matrices.identity(n);
		for (int i = 0; i < 4; i++) {
			a[i * n + i] = -3;
		}
		Lanczos found = Lanczos.of(LinearOperator.of(a, n, n), 9, 1e-10, stream(System.nanoTime()));

		assertThat(found.exhausted()).isTrue();
		assertThat(found.converged()).containsOnly(true);
		assertThat(found.values()).containsExactly(new double[] {-3, 1}, within(1e-13));
	}

	@Test
	void theOperatorZeroHasTheValueZero() {
		Lanczos found = Lanczos.of(LinearOperator.of(new double[9], 3, 3), 3, 1e-6, stream(1));
		assertThat(found.values()).containsExactly(0);
		assertThat(found.converged()).containsExactly(true);
		assertThat(found.exhausted()).isTrue();
	}

	@Test
	void seesThatAnOperatorIsNotSymmetric() {
		double[] a = Matrices.randomSymmetric(10, System.nanoTime());
		a[3] += 0.5;
		assertThatIllegalArgumentException().isThrownBy(() -> Lanczos.of(LinearOperator.of(a, 10, 10), 10, 1e-6, stream(4)))
				.withMessageStartingWith("Lanczos: operator is not symmetric: at step ");
	}

	@Test
	void namesWhatIsWrong() {
		assertThatIllegalArgumentException()
				.isThrownBy(() -> Lanczos.of(LinearOperator.of(new double[6], 2, 3), 2, 1e-6, stream(1)))
				.withMessage("Lanczos: expected a square operator, got [2, 3]");
		LinearOperator one = LinearOperator.of(new double[1], 1, 1);
		assertThatIllegalArgumentException().isThrownBy(() -> Lanczos.of(one, 0, 1e-6, stream(1)))
				.withMessage("Lanczos: expected at least 1 step, got 0");
		assertThatIllegalArgumentException().isThrownBy(() -> Lanczos.of(one, 1, 1, stream(1)))
				.withMessageEndingWith("got 1.0");
		assertThatExceptionOfType(ArithmeticException.class)
				.isThrownBy(() -> Lanczos.of(new PowerIterationTest.Broken(), 2, 1e-6, stream(1)))
				.withMessageEndingWith("at its application 1");
	}

	private static RandomStream stream(long seed) {
		return new RandomStreams(seed).stream("test/lanczos");
	}
}
