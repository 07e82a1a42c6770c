package org.plumbline.engine.spi;

/** A runner cannot execute trials at all; the message is one line that says why. What has ended is kept. */
public final class RunnerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RunnerException(String message) {
        super(message);
    }
}
