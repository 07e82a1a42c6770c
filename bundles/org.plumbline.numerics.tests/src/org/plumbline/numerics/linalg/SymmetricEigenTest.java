package org.plumbline.numerics.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {

	// Backward error of a stable solver: a modest multiple of n u |A|.
	private static final double U = 0x1p-53;

	@ParameterizedTest
	@ValueSource(ints = {1, 2, 3, 17, 64, 130})
	void vectorsAreEigenvectors(int n) {
		long seed = System.nanoTime();
		double[] a = Matrices.randomSymmetric(n, seed);
		double[] before = a.clone();

		SymmetricEigen eigen = SymmetricEigen.of(a, n);

		assertThat(a).containsExactly(before);
		double[] v = eigen.vectors();
		double[] scaled = v.clone();
		for (int i = 0; i < n * n; i++) {
			scaled[i] *= eigen.values()[i / n];
		}
		double tolerance = 20 * n * U;
		assertThat(Matrices.largestDifference(Matrices.product(v, a, n, n, n), scaled)).as("V A - diag V, seed %d", seed)
				.isLessThan(tolerance * Matrices.norm(a));
		assertThat(Matrices.largestDifference(Matrices.product(v, Matrices.transposed(v, n, n), n, n, n),
				Matrices.identity(n))).as("V V^T, seed %d", seed).isLessThan(tolerance);
		assertThat(eigen.values()).isSorted();
		assertThat(Matrices.largestDifference(eigen.values(), SymmetricEigen.values(a, n))).as("values alone, seed %d", seed)
				.isLessThan(tolerance * Matrices.norm(a));
	}

	/** [[p, q], [q, r]]: (p + r) / 2 -+ sqrt(((p - r) / 2)^2 + q^2). */
	@Test
	void valuesOfTwoByTwoAreTheClosedForm() {
		double[] a = Matrices.randomSymmetric(2, System.nanoTime());
		double mean = (a[0] + a[3]) / 2;
		double radius = Math.hypot((a[0] - a[3]) / 2, a[1]);

		assertThat(SymmetricEigen.values(a, 2)).containsExactly(new double[] {mean - radius, mean + radius}, within(1e-14));
	}

	@Test
	void roundingErrorsOfAGramMatrixPass() {
		double[] a = Matrices.randomSymmetric(8, System.nanoTime());
		a[1] = Math.nextUp(a[8]);

		assertThat(SymmetricEigen.values(a, 8)).hasSize(8);
	}

	@Test
	void namesTheWorstPair() {
		double[] a = {1, 2, 3, 2, 5, 6, 3.5, 6.25, 9};
		assertThatIllegalArgumentException().isThrownBy(() -> SymmetricEigen.of(a, 3))
				.withMessage("matrix is not symmetric: entry (0, 2) is 3.0, but entry (2, 0) is 3.5");
		double[] b = Matrices.identity(4);
		b[3] = 1e-11;
		assertThatIllegalArgumentException().isThrownBy(() -> SymmetricEigen.values(b, 4))
				.withMessageContaining("entry (0, 3) is 1.0E-11");
	}

	@Test
	void namesAWrongShapeAndANumberThatIsNotFinite() {
		assertThatIllegalArgumentException().isThrownBy(() -> SymmetricEigen.of(new double[6], 2))
				.withMessage("matrix of shape [2, 2]: expected positive sizes and 4 entries, got 6");
		assertThatIllegalArgumentException().isThrownBy(() -> SymmetricEigen.of(new double[] {1, 0, 0, Double.NaN}, 2))
				.withMessage("matrix entry (1, 1): expected a finite number, got NaN");
	}
}
