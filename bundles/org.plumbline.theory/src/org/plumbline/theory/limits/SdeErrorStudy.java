package org.plumbline.theory.limits;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import org.plumbline.numerics.random.RandomStream;

/**
 * Errors of networks against an SDE that sees the same noise, in the root of the mean square over paths.
 * <p>E_b(L) = (mean over the paths of batch b of e(L)^2)^(1/2), e one of the three errors of {@link StrongError}; depths share paths,
 * batches do not. The reference steps by Euler, and its own error is estimated from the same solution with half the steps. The error
 * of n steps has mean square c / n, and the parts that refinements remove are uncorrelated (integrals of noise over noise), so
 * mean |H^(n) - H^(n/2)|^2 = 2 c / n - c / n = e(n)^2, and what a network misses of the true limit is
 * (E(L)^2 + e(n)^2)^(1/2), not E(L).</p>
 * Source: `scaling-limits` 5, C1. Pinned by DepthLimitTableTest.
 */
public final class SdeErrorStudy {

    private final int[] depths;
    private final StrongError[][] errors;
    private final double[] referenceErrors;
    private final int batches;
    private final int exploded;

    private SdeErrorStudy(int[] depths, StrongError[][] errors, double[] referenceErrors, int batches, int exploded) {
        this.depths = depths;
        this.errors = errors;
        this.referenceErrors = referenceErrors;
        this.batches = batches;
        this.exploded = exploded;
    }

    /**
     * What is run.
     *
     * @param depths    each divides the steps
     * @param steps     of the reference, even
     * @param paths     a multiple of the batches
     * @param batches   >= 1
     * @param settings  the explosion norm is used
     */
    public record Setting(int[] depths, int steps, int paths, int batches, SolverSettings settings) {

        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one does not fit; the message names it
         */
        public Setting {
            if (batches < 1 || paths < batches || paths % batches != 0 || depths.length == 0 || steps < 2 || steps % 2 != 0) {
                throw new IllegalArgumentException("error study: expected paths in batches of equal size, one depth or more and an even "
                        + "number of steps, got " + paths + " paths, " + batches + " batches, " + depths.length + " depths and "
                        + steps + " steps");
            }
            for (int depth : depths) {
                if (depth < 1 || steps % depth != 0) {
                    throw new IllegalArgumentException(
                            "error study: depth " + depth + " does not divide the " + steps + " steps of the reference");
                }
            }
        }
    }

    /**
     * Runs networks A_k = Abar(k/L) / L + noise, delta = 1, against an equation.
     *
     * @param sde        the equation; its s1 and s2 need not be those of the activation, to see what is missed
     * @param matrix     Abar
     * @param bias       bbar
     * @param activation of the networks
     * @param start      H_0 = h_0. Not modified.
     * @param stream     of the noise. Advanced.
     */
    public static SdeErrorStudy run(LimitSde sde, Coefficient matrix, Coefficient bias, SmoothActivation activation, double[] start,
            Setting setting, RandomStream stream) {
        StrongError[][] errors = new StrongError[setting.paths()][];
        double[] references = new double[setting.paths()];
        int exploded = 0;
        for (int p = 0; p < errors.length; p++) {
            NoisePath noise = NoisePath.sample(sde.covariance(), setting.steps(), stream);
            Optional<StrongError[]> row = path(sde, matrix, bias, activation, start, setting, noise, references, p);
            errors[p] = row.orElse(null);
            exploded += row.isEmpty() ? 1 : 0;
        }
        return new SdeErrorStudy(setting.depths().clone(), errors, references, setting.batches(), exploded);
    }

    private static Optional<StrongError[]> path(LimitSde sde, Coefficient matrix, Coefficient bias, SmoothActivation activation,
            double[] start, Setting setting, NoisePath noise, double[] references, int p) {
        SolverSettings settings = setting.settings();
        GridPath limit = sde.solve(start, noise, LimitSde.Scheme.EULER, settings);
        GridPath rough = sde.solve(start, noise.on(setting.steps() / 2), LimitSde.Scheme.EULER, settings);
        if (limit.explosion().isPresent() || rough.explosion().isPresent()) {
            return Optional.empty();
        }
        references[p] = StrongError.between(limit, rough).atLayers();
        StrongError[] row = new StrongError[setting.depths().length];
        for (int i = 0; i < row.length; i++) {
            int depth = setting.depths()[i];
            GridPath network = ResidualStack.ofLimit(depth, 0, matrix, bias, Optional.of(noise.on(depth)))
                    .forward(activation, start, settings);
            if (network.explosion().isPresent()) {
                return Optional.empty();
            }
            row[i] = StrongError.between(limit, network);
        }
        return Optional.of(row);
    }

    /** Returns the depths. */
    public int[] depths() {
        return depths.clone();
    }

    /** Returns how many paths exploded, in the equation or in a network: with one or more there is no mean square. */
    public int exploded() {
        return exploded;
    }

    /**
     * Returns the root of the mean square over all paths, one a depth.
     *
     * @throws IllegalStateException if a path exploded; the message says how many
     */
    public double[] rootMeanSquares(ToDoubleFunction<StrongError> which) {
        return over(0, errors.length, which);
    }

    /**
     * Returns the same for each batch, [batches, depths].
     *
     * @throws IllegalStateException if a path exploded
     */
    public double[][] batches(ToDoubleFunction<StrongError> which) {
        int size = errors.length / batches;
        double[][] all = new double[batches][];
        for (int b = 0; b < batches; b++) {
            all[b] = over(b * size, (b + 1) * size, which);
        }
        return all;
    }

    /**
     * Returns the estimated error of the reference itself, at layers, as the root of the mean square.
     *
     * @throws IllegalStateException if a path exploded
     */
    public double referenceError() {
        requireFinite();
        return Math.sqrt(Arrays.stream(referenceErrors).map(e -> e * e).average().orElseThrow());
    }

    /**
     * Returns errors against the true limit, (E^2 + e^2)^(1/2) with e the error of the reference.
     *
     * @param found against the reference. Not modified.
     * @throws IllegalStateException if a path exploded
     */
    public double[] corrected(double[] found) {
        double reference = referenceError();
        return Arrays.stream(found).map(e -> Math.hypot(e, reference)).toArray();
    }

    private double[] over(int from, int to, ToDoubleFunction<StrongError> which) {
        requireFinite();
        double[] roots = new double[depths.length];
        for (int i = 0; i < roots.length; i++) {
            double squares = 0;
            for (int p = from; p < to; p++) {
                double error = which.applyAsDouble(errors[p][i]);
                squares += error * error;
            }
            roots[i] = Math.sqrt(squares / (to - from));
        }
        return roots;
    }

    private void requireFinite() {
        if (exploded > 0) {
            throw new IllegalStateException("error study: " + exploded + " of " + errors.length
                    + " paths exploded, so there is no mean square; smaller noise or a smaller s2 would have one");
        }
    }
}
