package org.plumbline.engine.spi;

/**
 * Examples in memory, float32, row-major; not to be modified by anyone.
 *
 * @param shape        extents and counts
 * @param trainInputs  [train, input size]
 * @param trainTargets [train, target size]
 * @param testInputs   [test, input size]
 * @param testTargets  [test, target size]
 */
public record DataSet(DataShape shape, float[] trainInputs, float[] trainTargets, float[] testInputs,
        float[] testTargets) {
    public DataSet {
        check("training inputs", trainInputs, shape.train(), shape.input().size());
        check("training targets", trainTargets, shape.train(), shape.target().size());
        check("test inputs", testInputs, shape.test(), shape.input().size());
        check("test targets", testTargets, shape.test(), shape.target().size());
    }

    private static void check(String what, float[] values, int count, int size) {
        if (values.length != (long) count * size) {
            throw new IllegalArgumentException(what + ": expected " + count + " x " + size + " values, got " + values.length);
        }
    }
}
