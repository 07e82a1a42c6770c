package org.plumbline.theory.limits;

/** The same value at all times. */
final class ConstantCoefficient implements Coefficient {

    private final double[] values;

    ConstantCoefficient(double[] values) {
        FormulaCoefficient.requireSize(values.length);
        this.values = values.clone();
        FormulaCoefficient.requireFinite(this.values, 0);
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public void at(double t, double[] out) {
        System.arraycopy(values, 0, out, 0, values.length);
    }

    @Override
    public boolean isConstant() {
        return true;
    }
}
