package org.plumbline.numerics.linalg;

/** A LAPACK routine that gave up; the message names the routine, the shape and what it reported. */
public final class LapackException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * A failure of a routine.
	 *
	 * @param message one line: routine, shape, reason
	 */
	public LapackException(String message) {
		super(message);
	}
}
