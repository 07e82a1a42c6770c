package org.plumbline.analyses;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.series.StackedTensor;
import org.plumbline.theory.limits.Coefficient;
import org.plumbline.theory.limits.FittedCoefficients;
import org.plumbline.theory.limits.GridPath;
import org.plumbline.theory.limits.LimitOde;
import org.plumbline.theory.limits.LimitPath;
import org.plumbline.theory.limits.LimitSde;
import org.plumbline.theory.limits.NoiseCovariance;
import org.plumbline.theory.limits.NoisePath;
import org.plumbline.theory.limits.ResidualNetwork;
import org.plumbline.theory.limits.SmoothActivation;
import org.plumbline.theory.limits.SolverSettings;
import org.plumbline.theory.limits.StrongError;

/** The equations fitted to one stack, and how far the stack is from them. */
final class LimitErrors {
    static final String NEURAL = "error(neural-ode)";
    static final String LINEAR = "error(linear-ode)";
    static final String STOCHASTIC = "error(sde)";
    static final String EXPLODED = "exploded";
    static final String MOVED = "moved";

    /** Far below what weights in float32 and depths up to 10^5 can tell apart. */
    private static final SolverSettings SETTINGS = SolverSettings.DEFAULT.withTolerance(1e-9);

    private final ResidualNetwork stack;
    private final SmoothActivation activation;
    private final LimitOde neural;
    private final LimitOde linear;
    private final LimitSde stochastic;
    private final NoisePath noise;

    /** @param wanted cells C; 0: the root of the depth, rounded up */
    LimitErrors(LimitStack network, RealArray parameters, int wanted) {
        stack = network.values(parameters);
        activation = network.activation().smooth().orElseThrow();
        int layers = stack.layers();
        int d = stack.dimension();
        int cells = Math.min(layers, wanted == 0 ? (int) Math.ceil(Math.sqrt(layers)) : wanted);
        StackedTensor scales = tensor(stack.deltas(), 1);
        StackedTensor matrices = tensor(stack.matrices(), d * d);
        StackedTensor biases = tensor(stack.biases(), d);
        neural = LimitOde.scaled(FittedCoefficients.trend(scales, 1, cells), FittedCoefficients.trend(matrices, 0, cells),
                FittedCoefficients.trend(biases, 0, cells), activation);
        StackedTensor scaledMatrices = matrices.scaledBy(stack.deltas());
        StackedTensor scaledBiases = biases.scaledBy(stack.deltas());
        Coefficient a = FittedCoefficients.trend(scaledMatrices, 1, cells);
        Coefficient b = FittedCoefficients.trend(scaledBiases, 1, cells);
        linear = LimitOde.linear(a, b, activation);
        NoiseCovariance covariance = activation.curvature() == 0 || layers < 2 ? NoiseCovariance.independent(d, 0, 0)
                : FittedCoefficients.noise(scaledMatrices, Optional.of(scaledBiases), Math.min(cells, layers / 2));
        stochastic = LimitSde.of(a, b, covariance, activation);
        noise = residual(scaledMatrices, scaledBiases, a, b);
    }

    /** @return quantity to value over the first examples */
    Map<String, Double> over(float[] inputs, int examples) {
        Map<String, Double> sums = new TreeMap<>(Map.of(NEURAL, 0.0, LINEAR, 0.0, STOCHASTIC, 0.0, MOVED, 0.0));
        int d = stack.dimension();
        int exploded = 0;
        for (int e = 0; e < examples; e++) {
            double[] x = new double[d];
            for (int j = 0; j < d; j++) {
                x[j] = inputs[e * d + j];
            }
            GridPath network = stack.forward(activation, x, SETTINGS);
            Map<String, LimitPath> paths = Map.of(NEURAL, neural.solve(x, SETTINGS), LINEAR, linear.solve(x, SETTINGS), STOCHASTIC,
                    stochastic.solve(x, noise, LimitSde.Scheme.EULER, SETTINGS));
            for (Map.Entry<String, LimitPath> path : paths.entrySet()) {
                boolean known = network.explosion().isEmpty() && path.getValue().explosion().isEmpty();
                exploded += known ? 0 : 1;
                double error = known ? StrongError.between(path.getValue(), network).atLayers() : SETTINGS.explosionNorm();
                sums.merge(path.getKey(), error * error / examples, Double::sum);
            }
            double moved = moved(network);
            sums.merge(MOVED, moved * moved / examples, Double::sum);
        }
        sums.replaceAll((quantity, squares) -> Math.sqrt(squares));
        sums.put(EXPLODED, (double) exploded);
        return sums;
    }

    private static double moved(GridPath network) {
        double most = 0;
        for (int k = 1; k <= network.last(); k++) {
            double squares = 0;
            for (int j = 0; j < network.dimension(); j++) {
                double change = network.value(k, j) - network.value(0, j);
                squares += change * change;
            }
            most = Math.max(most, Math.sqrt(squares));
        }
        return most;
    }

    /** What is left of the weights beside the trend's share of a layer. */
    private NoisePath residual(StackedTensor matrices, StackedTensor biases, Coefficient a, Coefficient b) {
        int layers = stack.layers();
        int d = stack.dimension();
        double[] trendA = new double[d * d];
        double[] trendB = new double[d];
        double[] increments = new double[layers * d * (d + 1)];
        for (int k = 0; k < layers; k++) {
            a.at(k / (double) layers, trendA);
            b.at(k / (double) layers, trendB);
            for (int i = 0; i < d; i++) {
                int row = (k * d + i) * (d + 1);
                for (int j = 0; j < d; j++) {
                    increments[row + j] = matrices.value(k, i * d + j) - trendA[i * d + j] / layers;
                }
                increments[row + d] = biases.value(k, i) - trendB[i] / layers;
            }
        }
        return new NoisePath(d, layers, increments);
    }

    private StackedTensor tensor(double[] values, int size) {
        return StackedTensor.of(RealArray.of(values), 0, stack.layers(), size);
    }
}
