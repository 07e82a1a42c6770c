package org.plumbline.initialisers;

import java.util.Map;
import java.util.TreeMap;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.Initialiser;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStreams;

/** Tensors, settings and statistics for the tests. */
final class InitialiserChecks {

    private InitialiserChecks() {
    }

    /** Defaults of plugin.xml that several initialisers have, with changes: id, value, id, value ... */
    static Settings settings(Object... changes) {
        Map<String, Object> values = new TreeMap<>(Map.of("sd", 1.0, "width", "root", "biasSd", 0.0));
        for (int i = 0; i < changes.length; i += 2) {
            values.put((String) changes[i], changes[i + 1]);
        }
        return Settings.of(values);
    }

    static ParameterTensor matrix(int in, int out, int layers) {
        return ParameterTensor.weight("A", Shape.of(in, out), in, out).repeated(layers);
    }

    static ParameterTensor bias(int fanIn, int size, int layers) {
        return ParameterTensor.bias("b", Shape.of(size), fanIn, size).repeated(layers);
    }

    /** The tensor in double precision, from the stream "init/t" of the seed. */
    static double[] fill(Initialiser initialiser, ParameterTensor tensor, Settings settings, long seed) {
        RealArray values = RealArray.zeros(Precision.DOUBLE, tensor.shape().size());
        initialiser.initialise(tensor, settings, new RandomStreams(seed).stream("init/t"), values, 0);
        return values.doubles(values.length());
    }

    /** Mean of x_i x_{i + lag} over all i that have such a neighbour, for a law with mean 0. */
    static double covariance(double[] x, int lag) {
        double sum = 0;
        for (int i = 0; i + lag < x.length; i++) {
            sum += x[i] * x[i + lag];
        }
        return sum / (x.length - lag);
    }
}
