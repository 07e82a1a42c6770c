package org.plumbline.engine.network;

import java.util.function.DoubleUnaryOperator;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The entries of arrays, row-major, in double; results are rounded once to the type of the array they come from. */
final class Entries {

    private Entries() {
    }

    /** @return a copy of the entries */
    static double[] of(INDArray x) {
        return x.dup('c').data().asDouble();
    }

    /** @return a new float32 array if the model is float32, else float64 */
    static INDArray array(double[] values, INDArray model, long... shape) {
        if (model.dataType() != DataType.FLOAT) {
            return Nd4j.createFromArray(values).reshape(shape);
        }
        float[] rounded = new float[values.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i];
        }
        return Nd4j.createFromArray(rounded).reshape(shape);
    }

    /** @return f of each entry, in an array like x */
    static INDArray map(INDArray x, DoubleUnaryOperator f) {
        double[] values = of(x);
        for (int i = 0; i < values.length; i++) {
            values[i] = f.applyAsDouble(values[i]);
        }
        return array(values, x, x.shape());
    }
}
