package org.plumbline.analyses;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.spi.Analysis;
import org.plumbline.engine.spi.Probe;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;

/**
 * Splits trained weights into the trend that several depths share and the noise of each, and asks whether the trend alone does the
 * work.
 * <p>C_L(i) = L^(beta-1) sum_{k < floor(L i/T)} W_k; Cbar its mean over some large depths of one seed; Wtrend_k = L^(-beta) T
 * (Cbar(i+1) - Cbar(i)), i = floor(T k/L). W is A, if the scale is shared or fixed; |delta_k| A_k with delta_k replaced by its sign, for
 * activations with sigma(c x) = c sigma(x); sign(delta_k) A_k with delta_k replaced by |delta_k|, for odd ones; biases alike. denoisedLoss:
 * the loss of the network with all W replaced by Wtrend, on the test examples (the training examples if there are none).
 * relativeNoise: (sum_k |W_k - Wtrend_k|^2 / sum_k |W_k|^2)^(1/2). trend and noise: L^beta Wtrend_k and L^(beta-1) sum_{j<=k} (W_j -
 * Wtrend_j) for one entry. hurst: index of the noise of all entries. With {@code every} above 0 that entry is observed during training,
 * and its relative noise shown ({@link TrendDuringTraining}).</p>
 * Shape: parameters flat, in the order of the layout. Units: those of the weights and the loss.
 * Source: Cohen, Cont, Rossier, Xu, "Scaling properties of deep residual networks", ICML 2021, and its released program; moving
 * signs for odd activations is ours. Pinned by TrendNoiseTest.
 */
public final class TrendNoiseAnalysis implements Analysis {

    @Override
    public Optional<String> notDefinedFor(Network network, Settings settings) {
        Optional<ResidualStack> stack = ResidualStack.of(network);
        if (stack.isEmpty()) {
            return Optional.of("trend-noise needs exactly one repeat of residual blocks whose copies are not tied");
        }
        if (stack.get().isPerLayer() && !stack.get().isHomogeneous() && !stack.get().isOdd()) {
            return Optional.of("trend-noise: a scale per layer hides the trend of the weights behind its sign, which only an odd or a"
                    + " positively homogeneous activation lets move into them; the activation is " + stack.get().activation().orElseThrow());
        }
        return Optional.empty();
    }

    @Override
    public SortedMap<String, Double> measure(TrainedNetwork trained, Settings settings) {
        SortedMap<String, Double> measured = new TreeMap<>();
        measured.put("loss", Denoising.loss(trained, trained.parameters()));
        return measured;
    }

    @Override
    public Optional<Probe> probe(Network network, Settings settings) {
        long every = settings.longInteger("every");
        return every == 0 ? Optional.empty() : Optional.of(new TrendProbe(network, TrendChoice.of(settings), every));
    }

    @Override
    public ImmutableList<AnalysisResult> evaluate(String analysis, TrialSet trials, Settings settings) throws IOException {
        return new TrendNoiseEvaluation(analysis, trials, settings).results();
    }
}
