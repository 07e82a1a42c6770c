package org.plumbline.numerics.linalg;

import java.util.Arrays;

/**
 * The singular values of a convolution with circular padding and stride 1.
 * <p>y[o, p, q] = sum_{i, a, b} K[o, i, a, b] x[i, (p + a) mod h, (q + b) mod w]. The Fourier transform of the positions turns it into
 * h w matrices M(u, v)[o, i] = sum_{a, b} K[o, i, a, b] exp(-2 pi i (u a / h + v b / w)), the transform of the kernel padded with zeros
 * to [h, w]; the singular values of all of them together are those of the operator. The matrices of (u, v) and (-u, -v) are conjugate, so
 * only one of each pair is decomposed, and the (at most four) that are their own conjugates are real. Where the kernel is placed
 * changes phases only, so padding of one side or of both gives the same values. A kernel larger than the input wraps around.</p>
 * Shape: kernel [out, in, kh, kw], row-major. Time: about h w / 2 complex decompositions of [out, in].
 * Source: Sedghi, Gupta, Long, "The singular values of convolutional layers", ICLR 2019, arXiv 1805.10408. Pinned by
 * ConvolutionSpectrumTest.
 */
public final class ConvolutionSpectrum {

	private final double[] kernel;
	private final int out;
	private final int in;
	private final int kernelHeight;
	private final int kernelWidth;

	/**
	 * Takes a kernel.
	 *
	 * @param kernel       [out, in, kernelHeight, kernelWidth], finite. Kept, not copied; not modified.
	 * @param out          channels of the output, at least 1
	 * @param in           channels of the input, at least 1
	 * @param kernelHeight at least 1
	 * @param kernelWidth  at least 1
	 * @throws IllegalArgumentException if the sizes do not fit or an entry is not finite
	 */
	public ConvolutionSpectrum(double[] kernel, int out, int in, int kernelHeight, int kernelWidth) {
		if (out < 1 || in < 1 || kernelHeight < 1 || kernelWidth < 1
				|| kernel.length != (long) out * in * kernelHeight * kernelWidth) {
			throw new IllegalArgumentException("convolution kernel [%d, %d, %d, %d]: expected positive sizes that fit, got %d entries"
					.formatted(out, in, kernelHeight, kernelWidth, kernel.length));
		}
		for (int i = 0; i < kernel.length; i++) {
			if (!Double.isFinite(kernel[i])) {
				throw new IllegalArgumentException(
						"convolution kernel: entry %d must be finite, got %s".formatted(i, kernel[i]));
			}
		}
		this.kernel = kernel;
		this.out = out;
		this.in = in;
		this.kernelHeight = kernelHeight;
		this.kernelWidth = kernelWidth;
	}

	/**
	 * The operator norm: the largest singular value.
	 *
	 * @param height of the input, at least 1
	 * @param width  of the input, at least 1
	 * @return in the units of the kernel
	 * @throws IllegalArgumentException if a size is out of range
	 * @throws LapackException          if an iteration does not converge
	 * @throws org.plumbline.nd4j.BackendException if OpenBLAS is not installed for this platform
	 */
	public double norm(int height, int width) {
		double[] largest = {0};
		visit(height, width, (values, twice) -> largest[0] = Math.max(largest[0], values[0]));
		return largest[0];
	}

	/**
	 * All singular values.
	 *
	 * @param height of the input, at least 1
	 * @param width  of the input, at least 1
	 * @return [height width min(out, in)], descending, in the units of the kernel
	 * @throws IllegalArgumentException if a size is out of range
	 * @throws LapackException          if an iteration does not converge
	 * @throws org.plumbline.nd4j.BackendException if OpenBLAS is not installed for this platform
	 */
	public double[] singularValues(int height, int width) {
		int rank = Math.min(out, in);
		double[] ascending = new double[Math.multiplyExact(Math.multiplyExact(height, width), rank)];
		int[] used = {0};
		visit(height, width, (values, twice) -> {
			for (int copy = 0; copy < (twice ? 2 : 1); copy++) {
				System.arraycopy(values, 0, ascending, used[0], rank);
				used[0] += rank;
			}
		});
		Arrays.sort(ascending);
		double[] descending = new double[ascending.length];
		for (int i = 0; i < descending.length; i++) {
			descending[i] = ascending[ascending.length - 1 - i];
		}
		return descending;
	}

	private interface Visitor {
		/** @param twice whether the conjugate frequency has the same values */
		void values(double[] descending, boolean twice);
	}

	private void visit(int height, int width, Visitor visitor) {
		if (height < 1 || width < 1) {
			throw new IllegalArgumentException(
					"convolution on an input of %d x %d: expected positive sizes".formatted(height, width));
		}
		double[] complex = new double[2 * out * in];
		for (int u = 0; u < height; u++) {
			for (int v = 0; v < width; v++) {
				int conjugateU = (height - u) % height;
				int conjugateV = (width - v) % width;
				boolean real = conjugateU == u && conjugateV == v;
				if (real) {
					transform(u, v, height, width, complex);
					visitor.values(realValues(complex), false);
				} else if (u < conjugateU || u == conjugateU && v < conjugateV) {
					transform(u, v, height, width, complex);
					visitor.values(ComplexSingularValues.of(complex, out, in), true);
				}
			}
		}
	}

	private void transform(int u, int v, int height, int width, double[] complex) {
		int size = kernelHeight * kernelWidth;
		double[] cosines = new double[size];
		double[] sines = new double[size];
		for (int a = 0; a < kernelHeight; a++) {
			for (int b = 0; b < kernelWidth; b++) {
				// Whole turns first: the angle of a large product has fewer digits left.
				double angle = 2 * Math.PI
						* ((double) ((long) u * a % height) / height + (double) ((long) v * b % width) / width);
				cosines[a * kernelWidth + b] = Math.cos(angle);
				sines[a * kernelWidth + b] = -Math.sin(angle);
			}
		}
		for (int at = 0; at < out * in; at++) {
			double re = 0;
			double im = 0;
			for (int s = 0; s < size; s++) {
				double k = kernel[at * size + s];
				re += k * cosines[s];
				im += k * sines[s];
			}
			complex[2 * at] = re;
			complex[2 * at + 1] = im;
		}
	}

	private double[] realValues(double[] complex) {
		double[] real = new double[out * in];
		for (int i = 0; i < real.length; i++) {
			real[i] = complex[2 * i];
		}
		return Lapack.singularValues(real, out, in);
	}
}
