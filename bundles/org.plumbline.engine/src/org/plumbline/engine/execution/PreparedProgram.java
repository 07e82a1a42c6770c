package org.plumbline.engine.execution;

import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.arrays.RealArray.Doubles;
import org.plumbline.numerics.arrays.RealArray.Floats;
import org.plumbline.numerics.dnn.DoubleLayerProgram;
import org.plumbline.numerics.dnn.LayerGraph;
import org.plumbline.numerics.dnn.LayerProgram;

/** A program for layers in either precision: on oneDNN in single, which has no double, on Java's vectors in double. */
interface PreparedProgram extends AutoCloseable {

    /** As {@link LayerProgram#forward}; likewise the others. */
    void forward(RealArray parameters, RealArray x, int n, RealArray y);

    /** @param dx null: not wanted */
    void backward(RealArray parameters, RealArray gy, RealArray gradients, RealArray dx);

    void tangent(RealArray parameters, RealArray dx, RealArray direction, RealArray dy);

    void statistics(int value, RealArray mean, RealArray variance);

    @Override
    void close();

    static PreparedProgram of(Precision precision, LayerGraph graph, LayerProgram.Plan plan) {
        return precision == Precision.FLOAT ? new Single(new LayerProgram(graph, plan)) : new Twice(new DoubleLayerProgram(graph, plan));
    }

    /**
     * @param limit bytes where the programs of this precision lie
     * @throws IllegalArgumentException if it does not fit
     */
    static LayerProgram.Plan plan(Precision precision, LayerGraph graph, int capacity, double limit) {
        long bytes = (long) Math.max(0, limit);
        return precision == Precision.FLOAT ? LayerProgram.plan(graph, capacity, bytes) : DoubleLayerProgram.plan(graph, capacity, bytes);
    }

    /** @return the bytes where the programs of this precision lie */
    static double room(Precision precision, Memory memory) {
        return precision == Precision.FLOAT ? memory.direct() : memory.heap();
    }

    /** @return so many bytes there */
    static Memory memory(Precision precision, double bytes) {
        return precision == Precision.FLOAT ? new Memory(0, bytes) : new Memory(bytes, 0);
    }

    /** @return in words for plans */
    static String path(Precision precision) {
        return precision == Precision.FLOAT ? "layer by layer on oneDNN" : "layer by layer on Java's vectors";
    }

    /** In single precision. */
    record Single(LayerProgram program) implements PreparedProgram {
        private static float[] of(RealArray array) {
            return array == null ? null : ((Floats) array).values();
        }

        @Override
        public void forward(RealArray parameters, RealArray x, int n, RealArray y) {
            program.forward(of(parameters), of(x), n, of(y));
        }

        @Override
        public void backward(RealArray parameters, RealArray gy, RealArray gradients, RealArray dx) {
            program.backward(of(parameters), of(gy), of(gradients), of(dx));
        }

        @Override
        public void tangent(RealArray parameters, RealArray dx, RealArray direction, RealArray dy) {
            program.tangent(of(parameters), of(dx), of(direction), of(dy));
        }

        @Override
        public void statistics(int value, RealArray mean, RealArray variance) {
            program.statistics(value, of(mean), of(variance));
        }

        @Override
        public void close() {
            program.close();
        }
    }

    /** In double precision. */
    record Twice(DoubleLayerProgram program) implements PreparedProgram {
        private static double[] of(RealArray array) {
            return array == null ? null : ((Doubles) array).values();
        }

        @Override
        public void forward(RealArray parameters, RealArray x, int n, RealArray y) {
            program.forward(of(parameters), of(x), n, of(y));
        }

        @Override
        public void backward(RealArray parameters, RealArray gy, RealArray gradients, RealArray dx) {
            program.backward(of(parameters), of(gy), of(gradients), of(dx));
        }

        @Override
        public void tangent(RealArray parameters, RealArray dx, RealArray direction, RealArray dy) {
            program.tangent(of(parameters), of(dx), of(direction), of(dy));
        }

        @Override
        public void statistics(int value, RealArray mean, RealArray variance) {
            program.statistics(value, of(mean), of(variance));
        }

        @Override
        public void close() {
            // nothing outside of the heap
        }
    }
}
