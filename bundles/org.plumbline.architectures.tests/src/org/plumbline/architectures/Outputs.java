package org.plumbline.architectures;

import org.plumbline.engine.execution.ComputeBackend;
import org.plumbline.engine.execution.ExecutionOptions;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.execution.NetworkExecution;
import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStreams;

/** What a network makes of one input, by the engine's own choice of how to compute it. */
final class Outputs {

    private Outputs() {
    }

    static double[] of(Network network, double[] parameters, double[] x) {
        RealArray y = RealArray.zeros(Precision.DOUBLE, network.output().size());
        RealArray statistics = RealArray.zeros(Precision.DOUBLE, network.statistics().size());
        try (NetworkExecution execution = ComputeBackend.byId("auto").plan(network, new ExecutionOptions(1, Precision.DOUBLE, Memory.share(1)))
                .open(statistics, new RandomStreams(1).stream("noise"), 1)) {
            execution.forward(Mode.EVALUATION, RealArray.of(parameters), RealArray.of(x), 1, y);
        }
        return y.doubles(y.length());
    }

    static double[] gaussians(int n, String name, double std) {
        double[] values = new double[n];
        new RandomStreams(17).stream(name).gaussians(values, 0, std);
        return values;
    }
}
