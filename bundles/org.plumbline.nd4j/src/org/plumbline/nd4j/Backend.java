package org.plumbline.nd4j;

import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.common.config.ND4JSystemProperties;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The ND4J backend of this process, started on first use.
 * Everybody calls {@link #initialise()} before touching ND4J. Which backend it is depends on what is installed: ND4J
 * takes the one of the highest priority that works on this machine (CUDA before CPU).
 *
 * @param id      {@code cpu} or {@code cuda}
 * @param version the version of ND4J, for instance 1.0.0-M2.1
 * @param name    the class of the backend, for the provenance of a run
 */
public record Backend(String id, String version, String name) {

	private static Backend started;
	private static BackendException failed;

	/**
	 * Starts the backend; each later call returns the same one, or fails the same way.
	 * The first call takes about half a second, and once per user some seconds to extract the libraries.
	 *
	 * @return the backend in use
	 * @throws BackendException if no backend works here: the native libraries are missing or do not load
	 */
	public static synchronized Backend initialise() {
		if (failed != null) {
			throw failed;
		}
		if (started == null) {
			started = start();
		}
		return started;
	}

	private static Backend start() {
		// ND4J finds its backend through the context class loader, which OSGi does not define: name ours instead.
		ND4JClassLoading.setNd4jClassloaderFromClass(Backend.class);
		System.setProperty(ND4JSystemProperties.LOG_INITIALIZATION, "false");
		try {
			String name = Nd4j.getBackend().getClass().getName();
			return new Backend(name.contains(".jcublas.") ? "cuda" : "cpu", NativeLibraries.mavenVersion("org.nd4j/nd4j-api"), name);
		} catch (LinkageError | RuntimeException failure) {
			failed = Natives.failure("ND4J backend", failure);
			throw failed;
		}
	}
}
