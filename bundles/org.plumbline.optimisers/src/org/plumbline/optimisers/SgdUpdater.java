package org.plumbline.optimisers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import org.plumbline.engine.spi.Updater;

/**
 * Gradient descent with momentum.
 * <p>u = momentum u + g; theta = theta - lr u; u starts at 0, so that the first step is -lr g.</p>
 * Shape: theta, g, u [size], float32.
 * Source: Polyak 1964, in the form of Sutskever et al., ICML 2013, with the learning rate outside of u (as PyTorch has it,
 * without dampening). Pinned by SgdUpdaterTest.
 */
final class SgdUpdater implements Updater {
    private final float rate;
    private final float momentum;
    private final float[] direction;

    SgdUpdater(double rate, double momentum, int size) {
        this.rate = (float) rate;
        this.momentum = (float) momentum;
        this.direction = new float[momentum == 0 ? 0 : size];
    }

    @Override
    public void step(float[] parameters, float[] gradient) {
        if (momentum == 0) {
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] -= rate * gradient[i];
            }
            return;
        }
        for (int i = 0; i < direction.length; i++) {
            float u = momentum * direction[i] + gradient[i];
            direction[i] = u;
            parameters[i] -= rate * u;
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        StateArrays.write(direction, out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        StateArrays.read(direction, in);
    }
}
