package org.plumbline.numerics.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.DoublePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.numerics.random.RandomStreams;

class NativeBlockTest {

	private static final int LINE_BYTES = 64;

	@ParameterizedTest
	@CsvSource({"1,1", "7,7", "8,8", "10,16", "64,72", "128,136", "1000,1000", "1024,1032"})
	void rowsStartAtLinesAndNotAtPowersOfTwo(int columns, int stride) {
		assertThat(NativeBlock.stride(columns)).isEqualTo(stride);
	}

	@Test
	void partsStartAtCacheLinesAndKeepWhatWasWritten() {
		OpenBlas.require();
		int rows = 5;
		int columns = 64;
		int stride = NativeBlock.stride(columns);
		double[] a = new double[rows * columns];
		double[] b = new double[3];
		new RandomStreams(System.nanoTime()).stream("block").gaussians(a, 0, 1);
		new RandomStreams(System.nanoTime()).stream("block").gaussians(b, 0, 1);
		try (NativeBlock block = new NativeBlock(b.length, (long) rows * stride, 1)) {
			DoublePointer small = block.doubles(b.length);
			DoublePointer matrix = block.doubles((long) rows * stride);
			NativeBlock.write(a, columns, matrix, stride);
			NativeBlock.write(b, b.length, small, b.length);

			assertThat(small.address() % LINE_BYTES).isZero();
			assertThat(matrix.address() % LINE_BYTES).isZero();
			assertThat(matrix.get(2L * stride + 3)).isEqualTo(a[2 * columns + 3]);
			double[] readA = new double[a.length];
			double[] readB = new double[b.length];
			NativeBlock.read(matrix, stride, readA, columns);
			NativeBlock.read(small, b.length, readB, b.length);
			assertThat(readA).containsExactly(a);
			assertThat(readB).containsExactly(b);
		}
	}

	/** Blocks in use at once are never the same memory. */
	@Test
	void aBlockInUseIsNotHandedOutAgain() {
		OpenBlas.require();
		try (NativeBlock one = new NativeBlock(100); NativeBlock two = new NativeBlock(100)) {
			assertThat(one.doubles(100).address()).isNotEqualTo(two.doubles(100).address());
		}
	}
}
