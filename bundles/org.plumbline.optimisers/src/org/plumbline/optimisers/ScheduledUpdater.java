package org.plumbline.optimisers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.Updater;
import org.plumbline.numerics.kernels.LearningRateSchedule;

/** The state of an optimiser during one trial: the number of steps, which fixes the learning rate, and its arrays. */
final class ScheduledUpdater implements Updater {

    /** One step of an optimiser on its arrays. */
    interface Rule {
        /**
         * @param rate  learning rate of this step
         * @param t     number of this step, from 1
         * @param state arrays as long as the parameters, zero before step 1. Modified.
         */
        void step(double rate, long t, float[] parameters, float[] gradient, float[][] state);
    }

    private final LearningRateSchedule schedule;
    private final Rule rule;
    private final float[][] state;
    private long steps;

    /**
     * @param settings have the parameters {@code lr} and those of the group {@code schedule}
     * @param arrays   how many arrays the rule needs
     * @param size     number of parameters
     */
    ScheduledUpdater(Settings settings, int arrays, int size, Rule rule) {
        this.schedule = schedule(settings);
        this.rule = rule;
        this.state = new float[arrays][size];
    }

    private static LearningRateSchedule schedule(Settings settings) {
        LearningRateSchedule.Form form = switch (settings.text("schedule")) {
            case "constant" -> LearningRateSchedule.Form.CONSTANT;
            case "step" -> LearningRateSchedule.Form.STEP;
            case "cosine" -> LearningRateSchedule.Form.COSINE;
            default -> throw new IllegalArgumentException("schedule '" + settings.text("schedule") + "'");
        };
        return new LearningRateSchedule(form, settings.real("lr"), settings.longInteger("warmup"),
                settings.longInteger("period"), settings.real("drop"), settings.real("floor"));
    }

    @Override
    public void step(float[] parameters, float[] gradient) {
        steps++;
        rule.step(schedule.at(steps), steps, parameters, gradient, state);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(steps);
        for (float[] array : state) {
            StateArrays.write(array, out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        steps = in.readLong();
        for (float[] array : state) {
            StateArrays.read(array, in);
        }
    }
}
