package org.plumbline.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.plumbline.nd4j.Backend;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/** What holds of every layer, in double, at fresh random points. */
final class LayerChecks {
    private static final int BATCH = 3;
    /** Truncation h^2 times a third derivative, rounding 1e-16/h: both about 1e-10 of numbers of order one. */
    private static final double H = 1e-5;
    private static final double DIFFERENCE = 1e-7;

    private final Network network;
    private final RandomStream random;
    private final INDArray x;
    private final double[] theta;
    private final double[] statistics;
    private final Mode mode;

    private LayerChecks(Layer layer, Shape input, Mode mode, long seed) {
        Backend.initialise();
        network = Network.of(layer, input);
        random = new RandomStreams(seed).stream("layer");
        x = array(gaussians(BATCH * input.size()), input);
        theta = gaussians(network.layout().size());
        statistics = gaussians(network.statistics().size());
        for (int i = 0; i < statistics.length; i++) {
            statistics[i] = 0.3 + Math.abs(statistics[i]);
        }
        this.mode = mode;
    }

    /** Each call has statistics and noise of its own, so that equal points give equal values. */
    private Pass pass(Precision precision) {
        RealArray values = precision == Precision.DOUBLE ? RealArray.of(statistics.clone()) : RealArray.zeros(precision, statistics.length);
        for (int i = 0; i < statistics.length; i++) {
            values.set(i, statistics[i]);
        }
        return new Pass(mode, LayerParameters.of(network.statistics(), values), new RandomStreams(1).stream("noise"));
    }

    /** @return a pass of training whose statistics are zero */
    static Pass trainingPass(Network network) {
        RealArray zeros = RealArray.of(new double[network.statistics().size()]);
        return new Pass(Mode.TRAINING, LayerParameters.of(network.statistics(), zeros), new RandomStreams(1).stream("noise"));
    }

    /** Forward shape, J v against central differences in x and theta together, and {@code <J v, u> = <v, J^T u>}. */
    static void derivativesHold(Layer layer, Shape input) {
        derivativesHold(layer, input, System.nanoTime());
    }

    /** The same for a layer with kinks: a seed, not the clock, since a difference across a kink is no derivative. */
    static void derivativesHold(Layer layer, Shape input, long seed) {
        for (Mode mode : Mode.values()) {
            LayerChecks checks = new LayerChecks(layer, input, mode, seed);
            for (int k = 0; k < 3; k++) {
                checks.derivatives();
            }
            checks.floatAgrees();
        }
    }

    /** @return f(x) with parameters theta, for a batch x in double */
    static double[] value(Layer layer, Shape input, double[] theta, double[] x) {
        Backend.initialise();
        Network network = Network.of(layer, input);
        int n = x.length / input.size();
        INDArray batch = Nd4j.createFromArray(x).reshape(input.stacked(n).longExtents());
        return Entries.of(layer.linearise(LayerParameters.of(network.layout(), RealArray.of(theta)), batch,
                trainingPass(network)).output());
    }

    private void derivatives() {
        double[] before = Entries.of(x);
        INDArray dx = array(gaussians(before.length), network.input());
        double[] direction = gaussians(theta.length);
        Linearisation point = at(x, theta);
        assertThat(point.output().shape()).containsExactly(network.output().stacked(BATCH).longExtents());
        assertThat(point.output().dataType()).isEqualTo(DataType.DOUBLE);
        INDArray jv = point.jvp(dx, LayerParameters.of(network.layout(), RealArray.of(direction)));
        double[] plus = Entries.of(at(x.add(dx.mul(H)), moved(direction, H)).output());
        double[] minus = Entries.of(at(x.sub(dx.mul(H)), moved(direction, -H)).output());
        double[] got = Entries.of(jv);
        double size = norm(got) + 1;
        for (int i = 0; i < got.length; i++) {
            assertThat(got[i]).as("J v [%s]", i).isCloseTo((plus[i] - minus[i]) / (2 * H), within(DIFFERENCE * size));
        }
        double[] u = gaussians(got.length);
        double[] gradient = new double[theta.length];
        INDArray g = array(u, network.output());
        double[] back = Entries.of(point.vjp(g, LayerParameters.of(network.layout(), RealArray.of(gradient))));
        assertThat(Entries.of(g)).containsExactly(u);
        assertThat(Entries.of(x)).containsExactly(before);
        double right = dot(back, Entries.of(dx)) + dot(gradient, direction);
        assertThat(right).as("<v, J^T u>").isCloseTo(dot(got, u), within(1e-12 * (1 + size * norm(u))));
    }

    /** The same in float32, to its rounding. */
    private void floatAgrees() {
        float[] narrow = new float[theta.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) theta[i];
        }
        INDArray y = network.root().linearise(LayerParameters.of(network.layout(), RealArray.of(narrow)), x.castTo(DataType.FLOAT),
                pass(Precision.FLOAT)).output();
        assertThat(y.dataType()).isEqualTo(DataType.FLOAT);
        double[] expected = Entries.of(at(x, theta).output());
        double[] got = Entries.of(y);
        for (int i = 0; i < got.length; i++) {
            assertThat(got[i]).isCloseTo(expected[i], within(1e-4 * (1 + norm(expected))));
        }
    }

    private Linearisation at(INDArray input, double[] parameters) {
        return network.root().linearise(LayerParameters.of(network.layout(), RealArray.of(parameters)), input,
                pass(Precision.DOUBLE));
    }

    private double[] moved(double[] direction, double step) {
        double[] to = theta.clone();
        for (int i = 0; i < to.length; i++) {
            to[i] += step * direction[i];
        }
        return to;
    }

    private INDArray array(double[] values, Shape example) {
        return Nd4j.createFromArray(values).reshape(example.stacked(values.length / example.size()).longExtents());
    }

    private double[] gaussians(int n) {
        float[] values = new float[n];
        random.gaussians(values, 0, 1);
        double[] wide = new double[n];
        for (int i = 0; i < n; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }
}
