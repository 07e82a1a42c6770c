package org.plumbline.numerics.linalg;

import jdk.incubator.vector.DoubleVector;

/** What Java's Vector API offers on this processor. */
public final class VectorUnit {

	private VectorUnit() {
	}

	/** Width of the preferred vectors in bits, or 0 if Java runs without its module jdk.incubator.vector. */
	public static int bits() {
		try {
			Class.forName("jdk.incubator.vector.DoubleVector");
			return Preferred.BITS;
		} catch (ClassNotFoundException | LinkageError e) {
			return 0;
		}
	}

	/** Linked only when the module is there. */
	private static final class Preferred {
		static final int BITS = DoubleVector.SPECIES_PREFERRED.vectorBitSize();
	}
}
