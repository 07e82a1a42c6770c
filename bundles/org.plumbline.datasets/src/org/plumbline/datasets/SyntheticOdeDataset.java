package org.plumbline.datasets;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.Dataset;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/**
 * Regression data from a discretised flow, without noise.
 * <p>x ~ Uniform(-1,1)^d; z_0 = x; z_{t+1} = z_t + 100^(-1/2) tanh(sin(5 pi t/100) z_t + cos(5 pi t/100)) in each
 * coordinate, t = 0 .. 99; input x/||x||, target z_100/||z_100|| (Euclidean norms).</p>
 * Shape: inputs and targets [n, d]. Computed in double with StrictMath, so that every machine gives the same numbers, and
 * rounded once. Draws x of the training examples, then of the test examples, from the stream {@code data/synthetic-ode}.
 * Source: the program released with Cohen, Cont, Rossier, Xu, "Scaling properties of deep residual networks", ICML 2021;
 * the step is 100^(-1/2) there, not 1/100. Pinned by SyntheticOdeDatasetTest.
 */
public final class SyntheticOdeDataset implements Dataset {
    private static final int STEPS = 100;
    private static final double STEP = 1 / Math.sqrt(STEPS);
    private static final double FREQUENCY = 5 * Math.PI / STEPS;

    @Override
    public DataShape shape(Settings settings) {
        Shape vector = Shape.of(settings.integer("dimension"));
        return new DataShape(vector, vector, settings.integer("train"), settings.integer("test"));
    }

    @Override
    public String contentDigest(Settings settings) {
        return "";
    }

    @Override
    public DataSet load(Settings settings, RandomStreams streams) {
        DataShape shape = shape(settings);
        int d = shape.input().extent(0);
        RandomStream stream = streams.stream("data/synthetic-ode");
        float[] trainInputs = new float[Math.multiplyExact(shape.train(), d)];
        float[] trainTargets = new float[trainInputs.length];
        float[] testInputs = new float[Math.multiplyExact(shape.test(), d)];
        float[] testTargets = new float[testInputs.length];
        fill(stream, d, trainInputs, trainTargets);
        fill(stream, d, testInputs, testTargets);
        return new DataSet(shape, trainInputs, trainTargets, testInputs, testTargets);
    }

    private static void fill(RandomStream stream, int d, float[] inputs, float[] targets) {
        double[] x = new double[d];
        for (int start = 0; start < inputs.length; start += d) {
            for (int j = 0; j < d; j++) {
                x[j] = stream.uniform(-1, 1);
            }
            double[] z = flow(x);
            Vectors.writeNormalised(x, inputs, start);
            Vectors.writeNormalised(z, targets, start);
        }
    }

    /** @return z_100 of the flow that starts at x. x is not modified. */
    static double[] flow(double[] x) {
        double[] z = x.clone();
        for (int t = 0; t < STEPS; t++) {
            double a = StrictMath.sin(FREQUENCY * t);
            double b = StrictMath.cos(FREQUENCY * t);
            for (int j = 0; j < z.length; j++) {
                z[j] += STEP * StrictMath.tanh(a * z[j] + b);
            }
        }
        return z;
    }
}
