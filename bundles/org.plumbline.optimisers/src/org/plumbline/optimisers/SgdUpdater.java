package org.plumbline.optimisers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import org.plumbline.engine.spi.Updater;
import org.plumbline.numerics.kernels.MomentumUpdate;

/** The state of gradient descent during one trial: the velocity. The formula stands at {@link MomentumUpdate}. */
final class SgdUpdater implements Updater {
    private final MomentumUpdate update;
    private final float[] velocity;

    SgdUpdater(MomentumUpdate update, int size) {
        this.update = update;
        this.velocity = new float[update.momentum() == 0 ? 0 : size];
    }

    @Override
    public void step(float[] parameters, float[] gradient) {
        update.step(parameters, gradient, velocity);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        StateArrays.write(velocity, out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        StateArrays.read(velocity, in);
    }
}
