package org.plumbline.analyses;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.spi.Analysis;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.theory.initialisation.ResidualGrowth;

/**
 * How far a signal moves on its way through a residual stack, and its gradient on the way back.
 * <p>Let h_0 .. h_L be the states of the stack h_(k+1) = h_k + s_k branch_k(h_k) and p_k the gradient of the loss of one example by h_k.
 * forward = |h_L - h_0| / |h_0|, backward = |p_0 - p_L| / |p_L|, Euclidean norms. Of each direction d, over the first {@code inputs}
 * training examples: mean(d), meanSquare(d), the mean of the squares, meanLog10(d), the mean of log10; and usable(d), their number
 * without those whose ratio is not a number (|h_0| or |p_L| is 0, or a state is not finite). A mean over none, or one that is not
 * finite, is NaN.</p>
 * <p>expected: what the mean of the squares would be for independent weights, (1 + m s^2)^L - 1 ({@link ResidualGrowth}), if that is
 * asked for and the blocks are h + s V sigma(W h) without bias, s constant, sigma homogeneous. Forward it is exact for entries that are
 * symmetric, of mean 0 and variance 1/fan-in. Backward it is exact if moreover the direction of p_L does not depend on the stack, as
 * with a single output: from the end on, E p_k p_k^T given the layers below is |p_(k+1)|^2 (m s^2/d) I more than E p_(k+1) p_(k+1)^T,
 * whatever those layers are.</p>
 * Shape: h [n, d]. Source: Marion, Fermanian, Biau, Vert, "Scaling ResNets in the large-depth regime", JMLR 26 (2025), and its released
 * program (scaling-limits 3.1, D1 to D4); derivation above. Pinned by SignalPropagationTest.
 */
public final class SignalPropagationAnalysis implements Analysis {
    static final String FORWARD = "forward";
    static final String BACKWARD = "backward";
    static final String EXPECTED = "expected";

    @Override
    public Optional<String> notDefinedFor(Network network, Settings settings) {
        if (StackSplit.of(network).isPresent()) {
            return Optional.empty();
        }
        return Optional.of("signal-propagation needs exactly one repeat of residual blocks whose copies are not tied, with or without layers"
                + " before and behind it; this network is a " + network.root().kind() + (network.root() instanceof Sequence sequence
                        ? " of " + sequence.layers().collect(Layer::kind).makeString(", ") : ""));
    }

    @Override
    public SortedMap<String, Double> measure(TrainedNetwork trained, Settings settings) {
        SortedMap<String, Double> measured = new TreeMap<>();
        int n = Math.min(settings.integer("inputs"), trained.data().shape().train());
        Ratios ratios = Ratios.of(trained, n);
        put(FORWARD, ratios.forward(), measured);
        put(BACKWARD, ratios.backward(), measured);
        if (settings.text("reference").equals("independent")) {
            expected(trained.network()).ifPresent(value -> measured.put(EXPECTED, value));
        }
        return measured;
    }

    private static void put(String direction, double[] ratios, SortedMap<String, Double> measured) {
        double[] usable = Arrays.stream(ratios).filter(Double::isFinite).toArray();
        measured.put("mean(" + direction + ")", mean(usable));
        measured.put("meanSquare(" + direction + ")", mean(Arrays.stream(usable).map(r -> r * r).toArray()));
        measured.put("meanLog10(" + direction + ")", mean(Arrays.stream(usable).map(Math::log10).toArray()));
        measured.put("usable(" + direction + ")", (double) usable.length);
    }

    private static double mean(double[] values) {
        double mean = Arrays.stream(values).sum() / values.length;
        return Double.isFinite(mean) ? mean : Double.NaN;
    }

    /** @return the mean of the squares that independent weights would have; empty if the blocks are not of the form for which it is known */
    private static Optional<Double> expected(Network network) {
        ResidualStack stack = ResidualStack.of(network).orElseThrow();
        BranchScale scale = stack.residual().scale();
        int depth = stack.repeat().count();
        if (!(stack.residual().skip() instanceof Sequence skip && skip.layers().isEmpty()) || scale.mode() != BranchScale.Mode.CONSTANT
                || !(stack.residual().branch() instanceof Sequence branch) || branch.layers().size() != 3
                || !isLinear(branch.layers().get(0)) || !isLinear(branch.layers().get(2))
                || !(branch.layers().get(1) instanceof ActivationLayer activation) || depth < 2 || !(scale.constant() > 0)) {
            return Optional.empty();
        }
        // The exponent beta with s = L^-beta.
        double beta = -Math.log(scale.constant()) / Math.log(depth);
        return switch (activation.function()) {
            case RELU -> Optional.of(new ResidualGrowth(ResidualGrowth.RELU, beta).meanSquaredChange(depth));
            case IDENTITY -> Optional.of(new ResidualGrowth(ResidualGrowth.IDENTITY, beta).meanSquaredChange(depth));
            case LEAKY_RELU -> Optional.of(new ResidualGrowth(ResidualGrowth.leakyRelu(activation.slope()), beta).meanSquaredChange(depth));
            default -> Optional.empty();
        };
    }

    private static boolean isLinear(Layer layer) {
        return layer instanceof Dense dense && !dense.hasBias();
    }

    @Override
    public ImmutableList<AnalysisResult> evaluate(String analysis, TrialSet trials, Settings settings) {
        return new PropagationEvaluation(analysis, trials.records(), settings.real("level")).results();
    }

    /**
     * The ratios of some examples.
     *
     * @param forward  [n], NaN where there is none
     * @param backward [n], NaN where there is none
     */
    private record Ratios(double[] forward, double[] backward) {

        static Ratios of(TrainedNetwork trained, int n) {
            StackSplit split = StackSplit.of(trained.network()).orElseThrow();
            int in = trained.network().input().size();
            int out = trained.network().output().size();
            RealArray x = RealArray.zeros(trained.parameters().precision(), n * in);
            x.read(trained.data().trainInputs(), n * in);
            try (StackSplit.Running before = split.before().open(trained, n); StackSplit.Running stack = split.stack().open(trained, n);
                    StackSplit.Running after = split.after().open(trained, n)) {
                RealArray first = before.forward(x, n);
                RealArray last = stack.forward(first, n);
                double[] y = after.forward(last, n).doubles(n * out);
                double[] byOutputs = new double[n * out];
                trained.objective().valueAndGradient(y, Arrays.copyOf(trained.data().trainTargets(), n * out), n, out, byOutputs);
                RealArray g = RealArray.zeros(x.precision(), n * out);
                for (int i = 0; i < byOutputs.length; i++) {
                    g.set(i, byOutputs[i]);
                }
                RealArray atEnd = after.backward(g, n);
                return new Ratios(ratios(first, last, n), ratios(atEnd, stack.backward(atEnd, n), n));
            }
        }

        /** @return |b_i - a_i| / |a_i| for each of n rows */
        private static double[] ratios(RealArray a, RealArray b, int n) {
            double[] ratios = new double[n];
            int width = a.length() / n;
            for (int i = 0; i < n; i++) {
                double size = norm(a, null, i * width, width);
                double ratio = norm(b, a, i * width, width) / size;
                ratios[i] = size > 0 && Double.isFinite(size) && Double.isFinite(ratio) ? ratio : Double.NaN;
            }
            return ratios;
        }

        /** @return |b - a|, or |b| without a; divided by the largest entry first, so that no square overflows */
        private static double norm(RealArray b, RealArray a, int from, int count) {
            double largest = 0;
            for (int j = from; j < from + count; j++) {
                largest = Math.max(largest, Math.abs(b.get(j) - (a == null ? 0 : a.get(j))));
            }
            if (largest == 0 || !Double.isFinite(largest)) {
                return largest;
            }
            double squares = 0;
            for (int j = from; j < from + count; j++) {
                double part = (b.get(j) - (a == null ? 0 : a.get(j))) / largest;
                squares += part * part;
            }
            return largest * Math.sqrt(squares);
        }
    }
}
