package org.plumbline.nd4j;

/**
 * Native code that a computation needs is missing or cannot be loaded here.
 * The message is one line, complete for a user: what is missing, for which platform, and what the loader said.
 */
public final class BackendException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * A failure with its cause.
	 *
	 * @param message one line for the user
	 * @param cause   what the loader threw; may be null
	 */
	public BackendException(String message, Throwable cause) {
		super(message, cause);
	}
}
