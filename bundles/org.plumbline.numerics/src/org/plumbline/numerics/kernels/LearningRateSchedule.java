package org.plumbline.numerics.kernels;

/**
 * The learning rate as a function of the step.
 * <p>eta_t = lr w_t for the first W steps, w_t = t / W (linear warm-up, so that step W has the whole rate), t = 1, 2, ...
 * Then, with u = t - 1 - W steps made since: {@code CONSTANT} eta_t = lr; {@code STEP} eta_t = lr q^floor(u / P);
 * {@code COSINE} eta_t = lr (f + (1 - f) (1 + cos(pi u / P)) / 2) while u &lt; P, and lr f from then on.</p>
 * All in double with StrictMath, so all machines give the same bits.
 * Source: definitions; cosine: Loshchilov, Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017,
 * equation 5, without restarts. Pinned by LearningRateScheduleTest.
 *
 * @param form   what follows the warm-up
 * @param rate   lr > 0, finite
 * @param warmUp W >= 0, steps
 * @param period P >= 1, steps; not used by {@code CONSTANT}
 * @param drop   q in (0, 1]; used by {@code STEP} only
 * @param floor  f in [0, 1], as a share of lr; used by {@code COSINE} only
 */
public record LearningRateSchedule(Form form, double rate, long warmUp, long period, double drop, double floor) {

    /** What the rate does after the warm-up. */
    public enum Form {
        /** Stays. */
        CONSTANT,
        /** Is multiplied by a factor after each period. */
        STEP,
        /** Falls along half a cosine to a floor. */
        COSINE
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range; the message names it
     */
    public LearningRateSchedule {
        UpdateArguments.requirePositive("learning rate", rate);
        UpdateArguments.requireAtLeast("warm-up", warmUp, 0);
        UpdateArguments.requireAtLeast("period", period, 1);
        if (!(drop > 0 && drop <= 1)) {
            throw new IllegalArgumentException("drop must lie in (0, 1], got " + drop);
        }
        if (!(floor >= 0 && floor <= 1)) {
            throw new IllegalArgumentException("floor must lie in [0, 1], got " + floor);
        }
    }

    /** @return the schedule that is lr in all steps */
    public static LearningRateSchedule constant(double rate) {
        return new LearningRateSchedule(Form.CONSTANT, rate, 0, 1, 1, 0);
    }

    /**
     * @param t number of the step, counted from 1
     * @return eta_t; 0 only for a cosine without floor after its period
     * @throws IllegalArgumentException if t is below 1
     */
    public double at(long t) {
        UpdateArguments.requireAtLeast("number of the step", t, 1);
        if (t <= warmUp) {
            return rate * ((double) t / warmUp);
        }
        long u = t - 1 - warmUp;
        return switch (form) {
            case CONSTANT -> rate;
            case STEP -> rate * StrictMath.pow(drop, u / period);
            case COSINE -> u >= period ? rate * floor
                    : rate * (floor + (1 - floor) * (1 + StrictMath.cos(Math.PI * u / period)) / 2);
        };
    }
}
