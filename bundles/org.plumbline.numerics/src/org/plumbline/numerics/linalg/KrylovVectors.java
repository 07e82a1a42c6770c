package org.plumbline.numerics.linalg;

import java.util.ArrayList;
import java.util.List;

import org.plumbline.numerics.random.RandomStream;

/** An orthonormal set of vectors that grows by one at a time, and the vector arithmetic that iterations share. */
final class KrylovVectors {

	private final List<double[]> vectors = new ArrayList<>();

	double[] last() {
		return vectors.getLast();
	}

	/** Takes over a vector of norm 1, orthogonal to those already there. */
	void add(double[] vector) {
		vectors.add(vector);
	}

	/**
	 * Subtracts from w its components along all vectors, twice: once leaves an error of the order u |w| / |rest|, the
	 * second time brings it to u ("twice is enough", Kahan and Parlett).
	 *
	 * @return the components along each vector, both passes added
	 */
	double[] orthogonalise(double[] w) {
		double[] components = new double[vectors.size()];
		for (int pass = 0; pass < 2; pass++) {
			for (int j = 0; j < components.length; j++) {
				double[] v = vectors.get(j);
				double component = dot(v, w);
				components[j] += component;
				axpy(-component, v, w);
			}
		}
		return components;
	}

	/** sum_j coefficients[j at stride] v_j. */
	double[] combination(double[] coefficients, int from, int stride) {
		double[] sum = new double[vectors.getFirst().length];
		for (int j = 0; j < vectors.size(); j++) {
			axpy(coefficients[from + j * stride], vectors.get(j), sum);
		}
		return sum;
	}

	/** A direction uniform on the unit sphere. */
	static double[] randomUnit(int length, RandomStream stream) {
		double[] v = new double[length];
		stream.gaussians(v, 0, 1);
		scale(1 / norm(v), v);
		return v;
	}

	static double dot(double[] a, double[] b) {
		double sum = 0;
		for (int i = 0; i < a.length; i++) {
			sum += a[i] * b[i];
		}
		return sum;
	}

	static double norm(double[] a) {
		double largest = 0;
		for (double x : a) {
			largest = Math.max(largest, Math.abs(x)); // NaN gets through
		}
		if (largest == 0 || !Double.isFinite(largest)) {
			return largest;
		}
		// A power of two: the squares neither overflow nor vanish, and nothing is rounded.
		double scale = Math.scalb(1.0, -Math.getExponent(largest));
		double sum = 0;
		for (double x : a) {
			sum += (x * scale) * (x * scale);
		}
		return Math.sqrt(sum) / scale;
	}

	static void axpy(double factor, double[] x, double[] y) {
		for (int i = 0; i < y.length; i++) {
			y[i] += factor * x[i];
		}
	}

	static void scale(double factor, double[] x) {
		for (int i = 0; i < x.length; i++) {
			x[i] *= factor;
		}
	}

	/** The norm of what an operator returned; a number that is not finite ends the iteration here. */
	static double finiteNorm(double[] image, int application) {
		double norm = norm(image);
		if (!Double.isFinite(norm)) {
			throw new ArithmeticException("operator returned a vector that is not finite at its application " + application);
		}
		return norm;
	}

	static void requireSquare(String method, LinearOperator operator) {
		if (operator.rows() < 1 || operator.rows() != operator.columns()) {
			throw new IllegalArgumentException("%s: expected a square operator, got [%d, %d]".formatted(method,
					operator.rows(), operator.columns()));
		}
	}

	static void requireShape(String method, LinearOperator operator) {
		if (operator.rows() < 1 || operator.columns() < 1) {
			throw new IllegalArgumentException("%s: expected an operator with positive sizes, got [%d, %d]".formatted(method,
					operator.rows(), operator.columns()));
		}
	}

	static void requireLimits(String method, int steps, double tolerance) {
		if (steps < 1) {
			throw new IllegalArgumentException("%s: expected at least 1 step, got %d".formatted(method, steps));
		}
		if (!(tolerance >= 0 && tolerance < 1)) {
			throw new IllegalArgumentException(
					"%s: expected a relative tolerance in [0, 1), got %s".formatted(method, tolerance));
		}
	}
}
