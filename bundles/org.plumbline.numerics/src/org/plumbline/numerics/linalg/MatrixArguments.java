package org.plumbline.numerics.linalg;

/** Checks of what comes in; each message names the place and what was found. */
final class MatrixArguments {

	private MatrixArguments() {
	}

	static void requireShape(long length, int rows, int columns) {
		if (rows < 1 || columns < 1 || length != (long) rows * columns) {
			throw new IllegalArgumentException(
					"matrix of shape [%d, %d]: expected positive sizes and %d entries, got %d".formatted(rows, columns,
							(long) rows * columns, length));
		}
	}

	/** A stack of count matrices; count 0 is a stack too. */
	static void requireStack(long length, int count, int rows, int columns) {
		if (count < 0 || rows < 1 || columns < 1 || length != (long) rows * columns * count) {
			throw new IllegalArgumentException(
					"stack of %d matrices of shape [%d, %d]: expected positive sizes and %d entries, got %d"
							.formatted(count, rows, columns, (long) rows * columns * count, length));
		}
	}

	static void requireFinite(double[] a, int columns) {
		for (int i = 0; i < a.length; i++) {
			if (!Double.isFinite(a[i])) {
				throw notFinite(a[i], i, columns);
			}
		}
	}

	static void requireFinite(float[] a, int columns) {
		for (int i = 0; i < a.length; i++) {
			if (!Float.isFinite(a[i])) {
				throw notFinite(a[i], i, columns);
			}
		}
	}

	private static IllegalArgumentException notFinite(double value, int index, int columns) {
		return new IllegalArgumentException("matrix entry (%d, %d): expected a finite number, got %s"
				.formatted(index / columns, index % columns, value));
	}
}
