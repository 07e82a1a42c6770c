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
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;

/**
 * What doubling the depth changes at the same places along the depth, the order of it, and the limit it points to.
 * <p>Places t = 1/8, 2/8, ..., 1. States: h at t L, linear between layers, of the first examples; weights: the sums
 * U_t = sum_{k < t L} s_k A_k, linear between layers, which have a limit wherever the states have one. If the trained networks of a
 * run are there, all entries are compared; else their sizes as measured, the root of the mean square of |h_t| and |U_t|_F.</p>
 * Shape: A [L, d, d]. Units: of the states, and of the weights.
 * Source: {@link org.plumbline.theory.refinement.RefinementPanel} (`features` B4). Pinned by RefinementAnalysisTest.
 */
public final class RefinementAnalysis implements Analysis {

    @Override
    public Optional<String> notDefinedFor(Network network, Settings settings) {
        return LimitStack.of(network).isPresent() ? Optional.empty()
                : Optional.of("refinement needs one stack of residual dense layers of the width of its input, h + s sigma(h A + b), and"
                        + " nothing else; this network starts with " + network.root().kind());
    }

    @Override
    public SortedMap<String, Double> measure(TrainedNetwork trained, Settings settings) {
        RefinementPath path = path(trained, settings);
        SortedMap<String, Double> measured = new TreeMap<>();
        for (int i = 0; i < RefinementPath.PLACES; i++) {
            measured.put(RefinementPath.STATES + "(" + (i + 1) + "/" + RefinementPath.PLACES + ")", path.stateSize(i));
            measured.put(RefinementPath.WEIGHTS + "(" + (i + 1) + "/" + RefinementPath.PLACES + ")", path.weightSize(i));
        }
        return measured;
    }

    static RefinementPath path(TrainedNetwork trained, Settings settings) {
        LimitStack stack = LimitStack.of(trained.network())
                .orElseThrow(() -> new IllegalArgumentException("refinement: not a residual dense stack"));
        return RefinementPath.of(stack, trained.parameters(), trained.data().trainInputs(),
                Math.min(trained.data().shape().train(), settings.integer("examples")));
    }

    @Override
    public ImmutableList<AnalysisResult> evaluate(String analysis, TrialSet trials, Settings settings) throws IOException {
        return new RefinementEvaluation(analysis, trials, settings).results();
    }
}
