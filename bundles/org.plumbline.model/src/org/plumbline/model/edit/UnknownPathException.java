package org.plumbline.model.edit;

/** A path that leads to nothing in an experiment; the message is one line that lists what exists. */
public final class UnknownPathException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnknownPathException(String message) {
        super(message);
    }
}
