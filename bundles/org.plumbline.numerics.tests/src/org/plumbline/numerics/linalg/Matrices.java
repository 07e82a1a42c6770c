package org.plumbline.numerics.linalg;

import java.util.SplittableRandom;

/** Dense reference operations for the tests, written from their definitions. */
final class Matrices {

	private Matrices() {
	}

	/** Entries uniform on (-1, 1), from a generator that is not ours. */
	static double[] random(int length, long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		double[] values = new double[length];
		for (int i = 0; i < length; i++) {
			values[i] = random.nextDouble(-1, 1);
		}
		return values;
	}

	static double[] randomSymmetric(int n, long seed) {
		double[] a = random(n * n, seed);
		for (int i = 0; i < n; i++) {
			for (int j = 0; j < i; j++) {
				a[i * n + j] = a[j * n + i];
			}
		}
		return a;
	}

	/** a [rows, inner] times b [inner, columns]. */
	static double[] product(double[] a, double[] b, int rows, int inner, int columns) {
		double[] c = new double[rows * columns];
		for (int i = 0; i < rows; i++) {
			for (int k = 0; k < inner; k++) {
				for (int j = 0; j < columns; j++) {
					c[i * columns + j] += a[i * inner + k] * b[k * columns + j];
				}
			}
		}
		return c;
	}

	static double[] transposed(double[] a, int rows, int columns) {
		double[] t = new double[a.length];
		for (int i = 0; i < rows; i++) {
			for (int j = 0; j < columns; j++) {
				t[j * rows + i] = a[i * columns + j];
			}
		}
		return t;
	}

	static double[] identity(int n) {
		double[] a = new double[n * n];
		for (int i = 0; i < n; i++) {
			a[i * n + i] = 1;
		}
		return a;
	}

	static double largestDifference(double[] a, double[] b) {
		if (a.length != b.length) {
			throw new AssertionError("lengths " + a.length + " and " + b.length);
		}
		double worst = 0;
		for (int i = 0; i < a.length; i++) {
			worst = Math.max(worst, Math.abs(a[i] - b[i])); // NaN gets through and fails
		}
		return worst;
	}

	static double norm(double[] a) {
		double sum = 0;
		for (double x : a) {
			sum += x * x;
		}
		return Math.sqrt(sum);
	}
}
