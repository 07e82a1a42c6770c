package org.plumbline.engine.contribution;

/** A contribution failed to load; the message names its kind, id and bundle. */
public class ContributionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ContributionException(String message, Throwable cause) {
        super(message, cause);
    }
}
