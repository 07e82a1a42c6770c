package org.plumbline.numerics.dnn;

import org.bytedeco.dnnl.memory;

/** A value of a program in one layout; its derivatives have the same one. */
final class Value {

    final ValueShape shape;
    final memory.desc layout;
    final Place place;
    /** Whether a parameter has an effect on it; else its derivative matters only if that by the input is wanted. */
    final boolean learned;
    /** How many operations read it. */
    int readers;
    /** The derivative of the output's scalar by it; null until an operation that reads it has contributed. */
    Place gradient;
    /** Its derivative in a direction. */
    Place tangent;

    Value(ValueShape shape, memory.desc layout, Place place, boolean learned) {
        this.shape = shape;
        this.layout = layout;
        this.place = place;
        this.learned = learned;
    }
}
