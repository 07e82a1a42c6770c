package org.plumbline.optimisers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import org.plumbline.engine.spi.Updater;
import org.plumbline.numerics.kernels.AdamUpdate;

/** The state of Adam during one trial: moments and number of steps. The formula stands at {@link AdamUpdate}. */
final class AdamUpdater implements Updater {
    private final AdamUpdate update;
    private final float[] mean;
    private final float[] square;
    private long steps;

    AdamUpdater(AdamUpdate update, int size) {
        this.update = update;
        this.mean = new float[size];
        this.square = new float[size];
    }

    @Override
    public void step(float[] parameters, float[] gradient) {
        steps++;
        update.step(parameters, gradient, mean, square, steps);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(steps);
        StateArrays.write(mean, out);
        StateArrays.write(square, out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        steps = in.readLong();
        StateArrays.read(mean, in);
        StateArrays.read(square, in);
    }
}
