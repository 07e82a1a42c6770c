package org.plumbline.analyses;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.TensorRole;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.spi.Analysis;
import org.plumbline.engine.spi.Probe;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.regimes.RegimeVerdict;
import org.plumbline.numerics.series.DepthStatistics;

/**
 * What a family of residual networks tends to as its depth grows: a neural ODE, the alternative (linear) ODE, an SDE, a sparse limit, the
 * identity, no finite limit; or undecided, with what would decide.
 * <p>Judged by the statistics along the depth of the stacked weights W: the plain weights, with delta ~ L^(-alpha), if the scale of the
 * branches is shared or fixed; with a scale per layer |delta_k| W_k and alpha = 0 if sigma(c x) = c sigma(x), else delta_k W_k. The sum
 * of the weights is that of delta_k W_k with a scale per layer: sigma(c x) = c sigma(x) holds for c >= 0 only, and of
 * sigma(x) = (x + |x|) / 2 the sum that can cancel, and that is a drift if it does not, is that of the signed weights. The rules
 * and their sources: {@link RegimeVerdict}. A verdict stands if it is the same without the shallowest and without the deepest third of the
 * depths, as far as these suffice; else it is undecided. If the sweep has enough large depths, the loss of the networks with the trend of their weights
 * alone is evidence too ({@link TrendNoiseAnalysis}). With {@code every} above 0 the gap and the order of R are shown during training too.</p>
 * Units: those of the weights. Pinned by RegimeAnalysisTest.
 */
public final class RegimeAnalysis implements Analysis {
    static final String SCALE = "delta";

    @Override
    public Optional<String> notDefinedFor(Network network, Settings settings) {
        return weights(network).isPresent() ? Optional.empty()
                : Optional.of("regime needs exactly one repeat of residual blocks with weights whose copies are not tied");
    }

    /** @return the weights that are judged */
    static Optional<Stacks.Stack> weights(Network network) {
        Optional<ResidualStack> stack = ResidualStack.of(network);
        if (stack.isEmpty()) {
            return Optional.empty();
        }
        ImmutableList<Stacks.Stack> all = Stacks.of(network).select(s -> s.slot().tensor().role() == TensorRole.WEIGHT);
        boolean perLayer = stack.get().isPerLayer();
        boolean absolute = stack.get().isHomogeneous();
        return all.detectOptional(s -> perLayer ? s.scale().map(factor -> factor.signed() != absolute).orElse(false) : s.scale().isEmpty());
    }

    @Override
    public SortedMap<String, Double> measure(TrainedNetwork trained, Settings settings) {
        ResidualStack stack = ResidualStack.of(trained.network()).orElseThrow();
        SortedMap<String, Double> measured = statistics(trained.network(), trained.parameters());
        measured.put(SCALE, scale(trained, stack));
        measured.put("odd", stack.isOdd() ? 1.0 : 0.0);
        measured.put("loss", Denoising.loss(trained, trained.parameters()));
        return measured;
    }

    /** @return the statistics that are judged */
    static SortedMap<String, Double> statistics(Network network, RealArray parameters) {
        Stacks.Stack weights = weights(network).orElseThrow();
        Stacks.Stack signed = signed(weights, network);
        DepthStatistics statistics = DepthStatistics.of(weights.layers(parameters));
        SortedMap<String, Double> found = new TreeMap<>();
        for (DepthStatistic statistic : DepthStatistic.values()) {
            found.put(statistic.id(), statistic.of(statistics));
        }
        if (!signed.equals(weights)) {
            found.put(DepthStatistic.CUMULATIVE_SUM.id(), DepthStatistics.of(signed.layers(parameters)).cumulativeSumNorm());
        }
        return found;
    }

    /** @return the weights with the sign of their layer's scale, if it has one: layers of opposite signs cancel in a sum */
    private static Stacks.Stack signed(Stacks.Stack weights, Network network) {
        return Stacks.of(network).detectOptional(s -> s.slot().equals(weights.slot()) && s.scale().map(Stacks.Factor::signed).orElse(false)
                && weights.scale().isPresent()).orElse(weights);
    }

    private static double scale(TrainedNetwork trained, ResidualStack stack) {
        BranchScale scale = stack.residual().scale();
        return switch (scale.mode()) {
            case CONSTANT -> Math.abs(scale.constant());
            case SHARED -> Stacks.scale(trained.network()).map(s -> s.largest(trained.parameters())).orElse(1.0);
            case PER_LAYER -> 1;
        };
    }

    @Override
    public Optional<Probe> probe(Network network, Settings settings) {
        long every = settings.longInteger("every");
        return every == 0 ? Optional.empty() : Optional.of(new RegimeProbe(every));
    }

    @Override
    public ImmutableList<AnalysisResult> evaluate(String analysis, TrialSet trials, Settings settings) throws IOException {
        return new RegimeEvaluation(analysis, trials, settings).results();
    }
}
