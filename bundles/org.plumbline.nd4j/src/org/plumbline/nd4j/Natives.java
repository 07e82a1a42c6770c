package org.plumbline.nd4j;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.bytedeco.javacpp.Loader;

/**
 * Loads native libraries, and says in one line why that failed.
 * The libraries lie in fragments of this bundle, one a platform; JavaCPP extracts them once into the folder that the
 * system property {@code org.bytedeco.javacpp.cachedir} names, which the launcher sets per user and version.
 */
public final class Natives {

	/** JavaCPP looks through its properties again at each call, about a millisecond. */
	private static final Set<Class<?>> LOADED = ConcurrentHashMap.newKeySet();

	private Natives() {
	}

	/**
	 * Loads the library behind a preset class, for instance {@code org.bytedeco.openblas.global.openblas}.
	 * A second call with the same class returns at once.
	 *
	 * @param preset a class that JavaCPP generated
	 * @throws BackendException if the library is missing for this platform or cannot be linked
	 */
	public static void load(Class<?> preset) {
		Objects.requireNonNull(preset, "preset");
		if (LOADED.contains(preset)) {
			return;
		}
		try {
			Loader.load(preset);
			LOADED.add(preset);
		} catch (LinkageError | RuntimeException failure) {
			throw failure("native library of " + preset.getName(), failure);
		}
	}

	/** The name of this platform as the native libraries use it, for instance linux-x86_64. */
	public static String platform() {
		return Loader.Detector.getPlatform();
	}

	static BackendException failure(String what, Throwable failure) {
		return new BackendException("No usable %s for %s: %s. Install the feature with the native libraries of this platform."
				.formatted(what, platform(), firstLine(rootCause(failure))), failure);
	}

	private static Throwable rootCause(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null && root.getCause() != root) {
			root = root.getCause();
		}
		return root;
	}

	private static String firstLine(Throwable failure) {
		String message = failure.getMessage();
		String name = failure.getClass().getSimpleName();
		return message == null || message.isBlank() ? name : name + ", " + message.strip().lines().findFirst().orElse(name);
	}
}
