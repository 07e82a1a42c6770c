package org.plumbline.optimisers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import org.plumbline.engine.spi.Updater;

/**
 * Adam.
 * <p>t = t + 1; m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; theta = theta - lr mhat/(sqrt(vhat) + epsilon)
 * with mhat = m/(1 - beta1^t), vhat = v/(1 - beta2^t); m, v and t start at 0.</p>
 * Shape: theta, g, m, v [size], float32; the corrections in double.
 * Source: Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1. Pinned by AdamUpdaterTest.
 */
final class AdamUpdater implements Updater {
    private final double rate;
    private final double beta1;
    private final double beta2;
    private final float epsilon;
    private final float[] mean;
    private final float[] square;
    private long steps;

    AdamUpdater(double rate, double beta1, double beta2, double epsilon, int size) {
        this.rate = rate;
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = (float) epsilon;
        this.mean = new float[size];
        this.square = new float[size];
    }

    @Override
    public void step(float[] parameters, float[] gradient) {
        steps++;
        float step = (float) (rate / (1 - StrictMath.pow(beta1, steps)));
        float correction = (float) (1 / (1 - StrictMath.pow(beta2, steps)));
        update(parameters, gradient, step, correction);
    }

    private void update(float[] parameters, float[] gradient, float step, float correction) {
        float keepMean = (float) beta1;
        float addMean = (float) (1 - beta1);
        float keepSquare = (float) beta2;
        float addSquare = (float) (1 - beta2);
        for (int i = 0; i < mean.length; i++) {
            float g = gradient[i];
            float m = keepMean * mean[i] + addMean * g;
            float v = keepSquare * square[i] + addSquare * (g * g);
            mean[i] = m;
            square[i] = v;
            parameters[i] -= step * m / ((float) Math.sqrt(v * correction) + epsilon);
        }
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
