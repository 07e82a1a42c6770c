package org.plumbline.example;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.Optimiser;
import org.plumbline.engine.spi.Updater;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;

/**
 * Every parameter moves equally far, against the sign of its gradient, in steps that become shorter.
 * <p>t = t + 1; theta = theta - lr/sqrt(t) sign(g).</p>
 * Shape: theta, g [size]. Source: definition. Pinned by ExampleTest.
 */
public final class SignDescentOptimiser implements Optimiser {

    @Override
    public Updater updater(Settings settings, Precision precision, int size) {
        return new SignUpdater(settings.real("lr"));
    }

    @Override
    public int stateArrays(Settings settings) {
        return 0;
    }

    /** The state of one trial: how many steps it has made. */
    private static final class SignUpdater implements Updater {
        private final double rate;
        private long steps;

        SignUpdater(double rate) {
            this.rate = rate;
        }

        @Override
        public void step(RealArray parameters, RealArray gradient) {
            steps++;
            double step = rate / Math.sqrt(steps);
            for (int i = 0; i < parameters.length(); i++) {
                parameters.add(i, -step * Math.signum(gradient.get(i)));
            }
        }

        @Override
        public void save(DataOutput out) throws IOException {
            out.writeLong(steps);
        }

        @Override
        public void restore(DataInput in) throws IOException {
            steps = in.readLong();
        }
    }
}
