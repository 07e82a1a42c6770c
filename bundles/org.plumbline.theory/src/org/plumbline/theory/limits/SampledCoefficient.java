package org.plumbline.theory.limits;

import java.util.Arrays;

/**
 * The piecewise linear function through values at given times, continued linearly to 0 and 1.
 * <p>f(t) = v_i + (t - t_i) (v_{i+1} - v_i) / (t_{i+1} - t_i) for t in [t_i, t_{i+1}], the first and last line beyond them; one
 * value is a constant. Exact for a linear function; for one with two derivatives the error is at most
 * max|f''| spacing^2 / 8 between the times.</p>
 * Shape: n times, values [n, m], row-major. Source: definition. Pinned by FittedCoefficientsTest.
 */
public final class SampledCoefficient implements Coefficient {

    private final int size;
    private final double[] times;
    private final double[] values;

    /**
     * Takes times and values.
     *
     * @param size   m >= 1
     * @param times  n >= 1, ascending, in [0, 1]; copied
     * @param values [n, m], finite; copied
     * @throws IllegalArgumentException if sizes do not fit, times do not ascend within [0, 1] or a value is not finite
     */
    public SampledCoefficient(int size, double[] times, double[] values) {
        FormulaCoefficient.requireSize(size);
        if (times.length < 1 || values.length != times.length * size) {
            throw new IllegalArgumentException("sampled coefficient: expected one time or more and " + size
                    + " numbers for each, got " + times.length + " times and " + values.length + " numbers");
        }
        for (int i = 0; i < times.length; i++) {
            if (!(times[i] >= 0 && times[i] <= 1) || i > 0 && !(times[i] > times[i - 1])) {
                throw new IllegalArgumentException(
                        "sampled coefficient: times must ascend within [0, 1], got " + times[i] + " at place " + i);
            }
            FormulaCoefficient.requireFinite(Arrays.copyOfRange(values, i * size, (i + 1) * size), times[i]);
        }
        this.size = size;
        this.times = times.clone();
        this.values = values.clone();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void at(double t, double[] out) {
        if (times.length == 1) {
            System.arraycopy(values, 0, out, 0, size);
            return;
        }
        int found = Arrays.binarySearch(times, t);
        int i = Math.clamp(found >= 0 ? found : -found - 2, 0, times.length - 2);
        double share = (t - times[i]) / (times[i + 1] - times[i]);
        for (int j = 0; j < size; j++) {
            double low = values[i * size + j];
            out[j] = low + share * (values[(i + 1) * size + j] - low);
        }
    }

    @Override
    public double[] kinks() {
        return times.length < 3 ? new double[0] : Arrays.copyOfRange(times, 1, times.length - 1);
    }

    @Override
    public boolean isConstant() {
        return times.length == 1;
    }
}
