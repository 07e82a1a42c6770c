package org.plumbline.optimisers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.Updater;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.arrays.RealArray.Doubles;
import org.plumbline.numerics.arrays.RealArray.Floats;
import org.plumbline.numerics.kernels.LearningRateSchedule;

/** The state of an optimiser during one trial: the number of steps, which fixes the learning rate, and its arrays. */
final class ScheduledUpdater implements Updater {

    /** One step of an optimiser on its arrays, in single precision. */
    interface FloatRule {
        /**
         * @param rate  learning rate of this step
         * @param t     number of this step, from 1
         * @param state arrays as long as the parameters, zero before step 1. Modified.
         */
        void step(double rate, long t, float[] parameters, float[] gradient, float[][] state);
    }

    /** The same in double precision. */
    interface DoubleRule {
        void step(double rate, long t, double[] parameters, double[] gradient, double[][] state);
    }

    /** A step in the precision of the arrays. */
    private interface Rule {
        void step(double rate, long t, RealArray parameters, RealArray gradient);
    }

    private final LearningRateSchedule schedule;
    private final Rule rule;
    private final RealArray[] state;
    private long steps;

    private ScheduledUpdater(Settings settings, int depth, RealArray[] state, Rule rule) {
        this.schedule = schedule(settings, settings.real("lr") * StrictMath.pow(depth, settings.real("depthPower")));
        this.rule = rule;
        this.state = state;
    }

    /**
     * @param settings  have the parameters {@code lr} and those of the group {@code schedule}
     * @param depth     L; the schedule begins with the learning rate lr L^p, p the parameter {@code depthPower}
     * @param precision of all arrays
     * @param arrays    how many arrays the rules need
     * @param size      number of parameters
     */
    static ScheduledUpdater of(Settings settings, int depth, Precision precision, int arrays, int size, FloatRule floats,
            DoubleRule doubles) {
        if (precision == Precision.FLOAT) {
            float[][] state = new float[arrays][size];
            return new ScheduledUpdater(settings, depth, Arrays.stream(state).map(RealArray::of).toArray(RealArray[]::new),
                    (rate, t, theta, g) -> floats.step(rate, t, ((Floats) theta).values(), ((Floats) g).values(), state));
        }
        double[][] state = new double[arrays][size];
        return new ScheduledUpdater(settings, depth, Arrays.stream(state).map(RealArray::of).toArray(RealArray[]::new),
                (rate, t, theta, g) -> doubles.step(rate, t, ((Doubles) theta).values(), ((Doubles) g).values(), state));
    }

    private static LearningRateSchedule schedule(Settings settings, double rate) {
        LearningRateSchedule.Form form = switch (settings.text("schedule")) {
            case "constant" -> LearningRateSchedule.Form.CONSTANT;
            case "step" -> LearningRateSchedule.Form.STEP;
            case "cosine" -> LearningRateSchedule.Form.COSINE;
            default -> throw new IllegalArgumentException("schedule '" + settings.text("schedule") + "'");
        };
        return new LearningRateSchedule(form, rate, settings.longInteger("warmup"),
                settings.longInteger("period"), settings.real("drop"), settings.real("floor"));
    }

    @Override
    public void step(RealArray parameters, RealArray gradient) {
        steps++;
        rule.step(schedule.at(steps), steps, parameters, gradient);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(steps);
        for (RealArray array : state) {
            StateArrays.write(array, out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        steps = in.readLong();
        for (RealArray array : state) {
            StateArrays.read(array, in);
        }
    }
}
