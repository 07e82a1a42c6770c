package org.plumbline.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/** All that an execution computes at one random point, for comparisons between paths. */
final class ExecutionChecks {
    static final int BATCH = 5;

    private ExecutionChecks() {
    }

    /** Value, gradients and tangent, each in double. */
    record Results(double[] y, double[] gradient, double[] inputGradient, double[] tangent, double[] statistics) {
    }

    static ExecutionPlan plan(String backend, Network network, Precision precision) {
        return ComputeBackend.byId(backend).plan(network, new ExecutionOptions(BATCH + 3, precision, new Memory(1e9, 1e9)));
    }

    /** @param seed of the point; the same point in both precisions, rounded to float */
    static Results results(String backend, Network network, Precision precision, Mode mode, double std, long seed) {
        return results(plan(backend, network, precision), mode, std, seed);
    }

    static Results results(ExecutionPlan plan, Mode mode, double std, long seed) {
        Network network = plan.network();
        Precision precision = plan.precision();
        RandomStream random = new RandomStreams(seed).stream("point");
        int in = BATCH * network.input().size();
        int out = BATCH * network.output().size();
        RealArray parameters = rounded(random, precision, network.layout().size(), std);
        RealArray x = rounded(random, precision, in, 1);
        RealArray g = rounded(random, precision, out, 1);
        RealArray dx = rounded(random, precision, in, 1);
        RealArray direction = rounded(random, precision, network.layout().size(), std);
        RealArray statistics = rounded(random, precision, network.statistics().size(), 1);
        for (int i = 0; i < statistics.length(); i++) {
            statistics.set(i, Math.abs(statistics.get(i)) + 0.5);
        }
        RealArray y = RealArray.zeros(precision, out);
        RealArray dy = RealArray.zeros(precision, out);
        RealArray gradient = RealArray.zeros(precision, network.layout().size());
        RealArray inputGradient = RealArray.zeros(precision, in);
        for (int i = 0; i < gradient.length(); i++) {
            gradient.set(i, Double.NaN);
        }
        try (NetworkExecution execution = plan.open(statistics, new RandomStreams(3).stream("noise"), 1)) {
            execution.forward(mode, parameters, x, BATCH, y);
            execution.backward(parameters, g, gradient, inputGradient);
            execution.tangent(parameters, dx, direction, dy);
        }
        return new Results(all(y), all(gradient), all(inputGradient), all(dy), all(statistics));
    }

    private static RealArray rounded(RandomStream random, Precision precision, int n, double std) {
        float[] values = new float[n];
        random.gaussians(values, 0, std);
        RealArray array = RealArray.zeros(precision, n);
        array.read(values, n);
        return array;
    }

    private static double[] all(RealArray values) {
        return values.doubles(values.length());
    }

    /** @param tolerance largest difference, relative to the largest entry expected */
    static void assertClose(Results got, Results expected, double tolerance) {
        assertClose("y", got.y, expected.y, tolerance);
        assertClose("gradient", got.gradient, expected.gradient, tolerance);
        assertClose("gradient by x", got.inputGradient, expected.inputGradient, tolerance);
        assertClose("tangent", got.tangent, expected.tangent, tolerance);
        assertClose("statistics", got.statistics, expected.statistics, tolerance);
    }

    private static void assertClose(String what, double[] got, double[] expected, double tolerance) {
        double size = 0;
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            assertThat(got[i]).as(what + "[" + i + "]").isFinite();
            size = Math.max(size, Math.abs(expected[i]));
            worst = Math.max(worst, Math.abs(got[i] - expected[i]));
        }
        assertThat(worst).as("largest difference of " + what).isLessThanOrEqualTo(tolerance * size);
    }
}
