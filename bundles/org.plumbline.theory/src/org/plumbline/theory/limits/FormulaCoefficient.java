package org.plumbline.theory.limits;

import java.util.function.DoubleFunction;

/** Values from a formula, checked at each use. */
final class FormulaCoefficient implements Coefficient {

    private final int size;
    private final DoubleFunction<double[]> formula;

    FormulaCoefficient(int size, DoubleFunction<double[]> formula) {
        requireSize(size);
        this.size = size;
        this.formula = formula;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void at(double t, double[] out) {
        double[] values = formula.apply(t);
        if (values.length != size) {
            throw new IllegalArgumentException(
                    "coefficient at t = " + t + ": expected " + size + " numbers, got " + values.length);
        }
        requireFinite(values, t);
        System.arraycopy(values, 0, out, 0, size);
    }

    static void requireSize(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("coefficient: needs one number or more, got " + size);
        }
    }

    static void requireFinite(double[] values, double t) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "coefficient at t = " + t + ": entry " + i + " must be finite, got " + values[i]);
            }
        }
    }
}
