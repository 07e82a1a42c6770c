package org.plumbline.engine.spi;

import java.util.function.Supplier;

import org.plumbline.engine.execution.ComputeBackend;
import org.plumbline.engine.execution.ExecutionOptions;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.execution.NetworkExecution;
import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStreams;

/**
 * A network with the values that training gave it, for analyses.
 *
 * @param network    the tree and its layouts
 * @param parameters flat, in the order of the layout. Not to be modified.
 * @param statistics running statistics, flat, in the order of theirs. Not to be modified.
 * @param data       the examples of the trial
 * @param objective  what training made small
 * @param backend    who computes
 * @param limit      memory that running it may use
 * @param initial    draws the parameters again that training began with, in the order of the layout; each call costs as much as
 *                   drawing them did
 */
public record TrainedNetwork(Network network, RealArray parameters, RealArray statistics, DataSet data,
        Objective objective, ComputeBackend backend, Memory limit, Supplier<RealArray> initial) {

    /** A network that has not been trained: it is where it began. */
    public TrainedNetwork(Network network, RealArray parameters, RealArray statistics, DataSet data, Objective objective,
            ComputeBackend backend, Memory limit) {
        this(network, parameters, statistics, data, objective, backend, limit, () -> parameters);
    }

    /**
     * @param capacity the most examples of one call
     * @return the network ready to run, in the precision of the parameters; the caller closes it
     */
    public NetworkExecution open(int capacity) {
        return backend.plan(network, new ExecutionOptions(capacity, parameters.precision(), limit))
                .open(statistics.copy(), new RandomStreams(0).stream("analysis"), 1);
    }

    /**
     * @param others parameters of the same layout. Not to be modified.
     * @return the same network, with these values
     */
    public TrainedNetwork with(RealArray others) {
        return new TrainedNetwork(network, others, statistics, data, objective, backend, limit, initial);
    }

    /**
     * Evaluates the network, with running statistics and without noise.
     *
     * @param inputs [n, input size], n at least 1. Not modified.
     * @return outputs [n, output size]
     */
    public double[] outputs(float[] inputs) {
        int in = network.input().size();
        int out = network.output().size();
        int n = inputs.length / in;
        int capacity = Math.min(n, EVALUATED_TOGETHER);
        double[] all = new double[Math.multiplyExact(n, out)];
        RealArray x = RealArray.zeros(parameters.precision(), capacity * in);
        RealArray y = RealArray.zeros(parameters.precision(), capacity * out);
        try (NetworkExecution execution = open(capacity)) {
            for (int first = 0; first < n; first += capacity) {
                int count = Math.min(capacity, n - first);
                float[] batch = java.util.Arrays.copyOfRange(inputs, first * in, (first + count) * in);
                x.read(batch, batch.length);
                execution.forward(Mode.EVALUATION, parameters, x, count, y);
                System.arraycopy(y.doubles(count * out), 0, all, first * out, count * out);
            }
        }
        return all;
    }

    private static final int EVALUATED_TOGETHER = 100;
}
