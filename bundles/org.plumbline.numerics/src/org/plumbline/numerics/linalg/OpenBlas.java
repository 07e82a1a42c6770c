package org.plumbline.numerics.linalg;

import org.bytedeco.openblas.global.openblas;
import org.plumbline.nd4j.Natives;

/** Loads OpenBLAS before its first use. JavaCPP's own check costs 0.1 ms a call, as much as a whole 50x50 decomposition. */
final class OpenBlas {

	private static volatile boolean loaded;

	private OpenBlas() {
	}

	/**
	 * Makes sure that OpenBLAS is there.
	 *
	 * @throws org.plumbline.nd4j.BackendException if it is not installed for this platform
	 */
	static void require() {
		if (!loaded) {
			Natives.load(openblas.class);
			loaded = true;
		}
	}
}
