package org.plumbline.headless.bench;

/** The peer cannot be used; the message is one line that says what to install or what it reported. */
public final class PeerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PeerException(String message) {
        super(message);
    }

    PeerException(String message, Throwable cause) {
        super(message, cause);
    }
}
