package org.plumbline.engine.spi;

import java.util.Optional;

/**
 * Examples in memory, float32, row-major; not to be modified by anyone.
 *
 * @param shape        extents and counts
 * @param trainInputs  [train, input size]
 * @param trainTargets [train, target size]
 * @param testInputs   [test, input size]
 * @param testTargets  [test, target size]
 * @param augmentation what steps of the training do to copies of the training inputs; measurements see the inputs as they are
 */
public record DataSet(DataShape shape, float[] trainInputs, float[] trainTargets, float[] testInputs,
        float[] testTargets, Optional<Augmentation> augmentation) {
    public DataSet {
        check("training inputs", trainInputs, shape.train(), shape.input().size());
        check("training targets", trainTargets, shape.train(), shape.target().size());
        check("test inputs", testInputs, shape.test(), shape.input().size());
        check("test targets", testTargets, shape.test(), shape.target().size());
    }

    /** Examples that are used as they are. */
    public DataSet(DataShape shape, float[] trainInputs, float[] trainTargets, float[] testInputs, float[] testTargets) {
        this(shape, trainInputs, trainTargets, testInputs, testTargets, Optional.empty());
    }

    private static void check(String what, float[] values, int count, int size) {
        if (values.length != (long) count * size) {
            throw new IllegalArgumentException(what + ": expected " + count + " x " + size + " values, got " + values.length);
        }
    }
}
