package org.plumbline.engine.spi;

import org.plumbline.engine.network.Shape;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.numerics.arrays.RealArray;

/**
 * Numbers with their shape.
 *
 * @param shape  extents, row-major
 * @param values as many as the shape asks for. Not modified.
 */
public record TensorData(Shape shape, RealArray values) {
    public TensorData {
        if (shape.size() != values.length()) {
            throw new ShapeException("shape " + shape + " asks for " + shape.size() + " numbers, got " + values.length());
        }
    }
}
