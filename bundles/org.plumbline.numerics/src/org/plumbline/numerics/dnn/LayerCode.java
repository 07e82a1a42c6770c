package org.plumbline.numerics.dnn;

/** What one layer adds to a program: called once for each pass while the program is made. */
abstract class LayerCode {

    final Compilation c;
    /** The piece of the forward pass that it belongs to. */
    final int segment;
    /** What the layer makes. */
    Value result;

    LayerCode(Compilation c) {
        this.c = c;
        segment = c.memory().segments().current();
    }

    /** Sets the result, and adds the actions that compute it. */
    abstract void forward();

    /** Adds the actions that take the derivative by the result on to the sources and the parameters. */
    abstract void backward();

    /** Adds the actions that compute the result's derivative in a direction. */
    abstract void tangent();
}
