package org.plumbline.numerics.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionSpectrumTest {

	/** One channel, kernel (1, -1) along the width, on 1 x 4: |1 - e^(-i v pi / 2)| = 2 |sin(v pi / 4)|: 2, sqrt 2 twice, 0. */
	@Test
	void differenceByHand() {
		ConvolutionSpectrum spectrum = new ConvolutionSpectrum(new double[] { 1, -1 }, 1, 1, 1, 2);
		assertThat(spectrum.singularValues(1, 4)).containsExactly(new double[] { 2, Math.sqrt(2), Math.sqrt(2), 0 },
				within(1e-14));
		assertThat(spectrum.norm(1, 4)).isCloseTo(2, within(1e-14));
		// On one position both entries meet at the same place: 1 - 1 = 0.
		assertThat(spectrum.norm(1, 1)).isZero();
	}

	/** Known limit: a kernel that is a matrix at one place is that matrix at every frequency. */
	@Test
	void oneByOneKernelIsItsMatrix() {
		double[] k = Matrices.random(4 * 3, System.nanoTime());
		double[] s = Lapack.singularValues(k, 4, 3);
		double[] values = new ConvolutionSpectrum(k, 4, 3, 1, 1).singularValues(3, 5);
		for (int i = 0; i < values.length; i++) {
			assertThat(values[i]).isCloseTo(s[i / 15], within(1e-13));
		}
	}

	/** Independent: the dense matrix of the operator, written from its definition, on fresh kernels. */
	@ParameterizedTest
	@CsvSource({ "2,3,3,3,4,4", "3,2,3,3,5,3", "1,1,5,5,7,6", "4,4,3,3,4,2", "2,2,3,3,2,2", "3,3,3,3,1,1", "2,1,1,3,1,9",
			"2,3,4,2,6,5" })
	void denseOperator(int out, int in, int kh, int kw, int h, int w) {
		long seed = System.nanoTime();
		double[] kernel = Matrices.random(out * in * kh * kw, seed);
		double[] dense = new double[out * h * w * in * h * w];
		for (int o = 0; o < out; o++) {
			for (int p = 0; p < h; p++) {
				for (int q = 0; q < w; q++) {
					for (int i = 0; i < in; i++) {
						for (int a = 0; a < kh; a++) {
							for (int b = 0; b < kw; b++) {
								int row = (o * h + p) * w + q;
								int column = (i * h + (p + a) % h) * w + (q + b) % w;
								dense[row * in * h * w + column] += kernel[((o * in + i) * kh + a) * kw + b];
							}
						}
					}
				}
			}
		}
		double[] expected = Lapack.singularValues(dense, out * h * w, in * h * w);
		ConvolutionSpectrum spectrum = new ConvolutionSpectrum(kernel, out, in, kh, kw);
		assertThat(spectrum.singularValues(h, w)).as("seed %d", seed).containsExactly(expected, within(1e-12 * expected[0]));
		assertThat(spectrum.norm(h, w)).as("seed %d", seed).isCloseTo(expected[0], within(1e-12 * expected[0]));
	}

	@Test
	void wrongInputIsNamed() {
		assertThatThrownBy(() -> new ConvolutionSpectrum(new double[3], 1, 1, 2, 2))
				.hasMessage("convolution kernel [1, 1, 2, 2]: expected positive sizes that fit, got 3 entries");
		assertThatThrownBy(() -> new ConvolutionSpectrum(new double[] { 1, Double.NaN }, 1, 1, 1, 2))
				.hasMessageContaining("entry 1 must be finite, got NaN");
		assertThatThrownBy(() -> new ConvolutionSpectrum(new double[1], 1, 1, 1, 1).norm(0, 3))
				.hasMessage("convolution on an input of 0 x 3: expected positive sizes");
	}
}
