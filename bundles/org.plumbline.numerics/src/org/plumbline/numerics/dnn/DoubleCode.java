package org.plumbline.numerics.dnn;

import java.util.function.ObjIntConsumer;

/**
 * One operation in double precision: reads values and derivatives of its node and its sources from the passes, and writes its own.
 * The padding of values stays finite, that of derivatives 0.
 */
abstract class DoubleCode {

    final DoublePasses passes;
    final int node;

    DoubleCode(DoublePasses passes, int node) {
        this.passes = passes;
        this.node = node;
    }

    /** Writes the node's value. */
    abstract void forward(double[] p);

    /** Adds the parameters' derivatives to the gradients, and the sources' where they are wanted. */
    abstract void backward(double[] p, double[] gradients);

    /** Writes the node's derivative in a direction, which is 0 for the parameters if it is null. */
    abstract void tangent(double[] p, double[] direction);

    /** Tells the trained slices: their beginnings with their lengths. */
    void slices(SliceConsumer to) {
    }

    /** Tells what scratch memory is needed, each place with its length. */
    void scratch(ObjIntConsumer<DoubleScratch.Use> needs) {
    }

    /** A part of the parameters. */
    interface SliceConsumer {
        void accept(int offset, int count);
    }

    int source(int k) {
        return passes.structure.sources[node][k];
    }

    ValueShape shape(int value) {
        return passes.structure.nodes.get(value).shape();
    }

    double[] value(int i) {
        return passes.values[i];
    }

    double[] gradient(int i) {
        return passes.gradients[i];
    }

    double[] change(int i) {
        return passes.tangents[i];
    }

    /** Numbers of a value at the present batch. */
    int count(int i) {
        return passes.n * (int) DoubleStructure.each(shape(i));
    }
}
