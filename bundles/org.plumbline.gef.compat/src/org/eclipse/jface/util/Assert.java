package org.eclipse.jface.util;

/**
 * The assertions of JFace that GEF 3.2 calls.
 * JFace dropped this class in favour of {@link org.eclipse.core.runtime.Assert}; each method here delegates to it.
 */
public final class Assert {

	private Assert() {
	}

	/**
	 * Requires an object.
	 *
	 * @param object what must not be null
	 */
	public static void isNotNull(Object object) {
		org.eclipse.core.runtime.Assert.isNotNull(object);
	}

	/**
	 * Requires an object.
	 *
	 * @param object  what must not be null
	 * @param message what to say otherwise
	 */
	public static void isNotNull(Object object, String message) {
		org.eclipse.core.runtime.Assert.isNotNull(object, message);
	}

	/**
	 * Requires a condition.
	 *
	 * @param condition what must hold
	 * @return true, always
	 */
	public static boolean isTrue(boolean condition) {
		return org.eclipse.core.runtime.Assert.isTrue(condition);
	}

	/**
	 * Requires a condition.
	 *
	 * @param condition what must hold
	 * @param message   what to say otherwise
	 * @return true, always
	 */
	public static boolean isTrue(boolean condition, String message) {
		return org.eclipse.core.runtime.Assert.isTrue(condition, message);
	}
}
