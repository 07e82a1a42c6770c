package org.plumbline.engine.finding;

/**
 * Input of the user cannot be used. The message is one line that names the place and the value found, fit to be
 * shown as it is.
 */
public class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidInputException(String message) {
        super(message);
    }

    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
