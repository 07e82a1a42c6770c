package org.plumbline.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BackendTest {

	@Test
	void startsOnceAndSaysWhatItIs() {
		Backend backend = Backend.initialise();

		assertThat(Backend.initialise()).isSameAs(backend);
		assertThat(backend.id()).isEqualTo("cpu");
		assertThat(backend.version()).isEqualTo("1.0.0-M2.1");
		assertThat(backend.name()).isEqualTo("org.nd4j.linalg.cpu.nativecpu.CpuBackend");
	}

	@Test
	void startsWhateverTheContextClassLoader() throws InterruptedException {
		Throwable[] failure = new Throwable[1];
		Thread thread = new Thread(() -> {
			Backend.initialise();
			Nd4j.ones(2, 2).mmul(Nd4j.ones(2, 2));
		});
		thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
		thread.setUncaughtExceptionHandler((t, e) -> failure[0] = e);
		thread.start();
		thread.join();

		assertThat(failure[0]).isNull();
	}

	/** The reference is the definition, summed by hand in double precision over the same rounded entries. */
	@ParameterizedTest
	@CsvSource({ "1,1,1", "3,5,2", "32,10,10", "17,64,33" })
	void multipliesMatrices(int rows, int inner, int columns) {
		Backend.initialise();
		long seed = System.nanoTime();
		SplittableRandom random = new SplittableRandom(seed);
		float[][] a = matrix(rows, inner, random);
		float[][] b = matrix(inner, columns, random);

		try (INDArray product = Nd4j.createFromArray(a).mmul(Nd4j.createFromArray(b))) {
			for (int i = 0; i < rows; i++) {
				for (int j = 0; j < columns; j++) {
					double expected = 0;
					double magnitude = 0;
					for (int k = 0; k < inner; k++) {
						double term = (double) a[i][k] * b[k][j];
						expected += term;
						magnitude += Math.abs(term);
					}
					// Forward error of an inner product in float: at most n u sum |a b| with u = 2^-24.
					assertThat(product.getDouble(i, j)).as("seed %d, entry %d %d", seed, i, j)
							.isCloseTo(expected, within((inner + 1) * 0x1p-23 * magnitude));
				}
			}
		}
	}

	private static float[][] matrix(int rows, int columns, SplittableRandom random) {
		float[][] matrix = new float[rows][columns];
		for (float[] row : matrix) {
			for (int j = 0; j < columns; j++) {
				row[j] = (float) random.nextDouble(-1, 1);
			}
		}
		return matrix;
	}
}
