package org.plumbline.engine.network;

import org.plumbline.engine.finding.InvalidInputException;

/** Shapes do not fit; the message names the layer, the shape expected and the shape found. */
public class ShapeException extends InvalidInputException {
    private static final long serialVersionUID = 1L;

    public ShapeException(String message) {
        super(message);
    }
}
