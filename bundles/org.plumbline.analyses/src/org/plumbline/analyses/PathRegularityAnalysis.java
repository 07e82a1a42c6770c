package org.plumbline.analyses;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ObjDoubleConsumer;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.spi.Analysis;
import org.plumbline.engine.spi.Probe;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.paths.GeneralisedVariations;
import org.plumbline.numerics.paths.PVariation;
import org.plumbline.numerics.paths.WhittleEstimator;
import org.plumbline.numerics.series.StackedTensor;

/**
 * How rough the weights are as a path along the depth.
 * <p>pVariation(T,p) = max over 0 = k_0 < ... < k_n = L-1 of (sum_i |L^beta (T_{k_{i+1}} - T_{k_i})|^p)^(1/p), exact; a bounded p-variation
 * has exponent 0 in depth. hurst(T,variations) and hurst(T,whittle): the Hurst index of the layers, taken as increments of a path, by
 * second differences of the cumulated layers at several spacings, and by Whittle's likelihood of fractional Gaussian noise, which a trend
 * along the depth disturbs; from 16 layers on. T is each stacked tensor, on its own and times the branch scale ({@link Stacks}).</p>
 * Shape: T [L, ...], |.| the Frobenius norm. Units: those of the weights; the index has none.
 * Source: Cont, Rossier, Xu, arXiv 2204.07261 (p-variation of the limit of the weights); {@link PVariation},
 * {@link GeneralisedVariations}, {@link WhittleEstimator}. Pinned by PathRegularityTest.
 */
public final class PathRegularityAnalysis implements Analysis {

    @Override
    public Optional<String> notDefinedFor(Network network, Settings settings) {
        Optional<String> wrong = PowersOfVariation.wrong(settings.text("powers"));
        if (wrong.isPresent()) {
            return Optional.of("path-regularity: " + wrong.get());
        }
        return Stacks.of(network).notEmpty() ? Optional.empty()
                : Optional.of("path-regularity needs weights that are repeated along the depth, once: parameters within exactly one"
                        + " repeat whose copies are not tied");
    }

    @Override
    public SortedMap<String, Double> measure(TrainedNetwork trained, Settings settings) {
        SortedMap<String, Double> measured = new TreeMap<>();
        double[] powers = PowersOfVariation.of(settings.text("powers"));
        for (Stacks.Stack stack : Stacks.of(trained.network())) {
            StackedTensor layers = stack.layers(trained.parameters());
            double scale = Math.pow(stack.depth(), settings.real("beta"));
            for (double p : powers) {
                measured.put(quantity(stack.name(), p), scale * PVariation.of(layers, p));
            }
            hurst(stack.name(), layers, measured::put);
        }
        return measured;
    }

    static String quantity(String tensor, double p) {
        return "pVariation(" + tensor + ",p=" + PowersOfVariation.text(p) + ")";
    }

    /** A stack that is too short has no index, nor has one with an entry that is the same in all layers, such as 0. */
    static void hurst(String tensor, StackedTensor layers, ObjDoubleConsumer<String> found) {
        try {
            double variations = GeneralisedVariations.of(layers).hurst();
            double whittle = WhittleEstimator.of(layers).hurst();
            found.accept("hurst(" + tensor + ",variations)", variations);
            found.accept("hurst(" + tensor + ",whittle)", whittle);
        } catch (IllegalArgumentException e) {
            // there is none: the quantity is left out
        }
    }

    @Override
    public Optional<Probe> probe(Network network, Settings settings) {
        long every = settings.longInteger("every");
        return every == 0 ? Optional.empty() : Optional.of(new PathProbe(network, every, settings.real("beta"),
                PowersOfVariation.of(settings.text("powers"))));
    }

    @Override
    public ImmutableList<AnalysisResult> evaluate(String analysis, TrialSet trials, Settings settings) throws IOException {
        return new PathRegularityEvaluation(analysis, trials, settings).results();
    }
}
