package org.plumbline.analyses;

import java.util.Map;
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
 * How far a trained residual network is from the equations that its own weights suggest as its limit.
 * <p>Coefficients are local means of the weights over C cells of the depth, linear between: of L s_k, A_k and b_k for the neural ODE
 * dH/dt = c sigma(A H + b); of L s_k A_k and L s_k b_k for the linear ("alternative") ODE dH/dt = s1 (A H + b); and for the SDE
 * these with what is left of s_k A_k and s_k b_k as its noise, dH = s1 ((A H + b) dt + dW^A H + dW^b) + s2 Q / 2 dt, by Euler's steps
 * on the network's own layers. Error: the root of the mean square over examples of max_k |H_{k/L} - h_k|; a solution that explodes
 * counts with the norm 1e8, and is counted. Over depth: the error's exponent, minus the order of convergence.</p>
 * A network whose errors against the ODE fall and one whose errors fall against the SDE only are of different regimes. With C growing
 * as the root of L (the default), the fitted trend is exact to order 1/L for smooth weights and averages rough ones.
 * Shape: A [L, d, d], d at most {@value #WIDEST}. Units: of the states.
 * Source: Cont, Rossier, Xu, arXiv 2212.08199 (`scaling-limits` 5). Pinned by LimitErrorAnalysisTest.
 */
public final class LimitErrorAnalysis implements Analysis {
    private static final int WIDEST = 128;

    @Override
    public Optional<String> notDefinedFor(Network network, Settings settings) {
        Optional<LimitStack> stack = LimitStack.of(network);
        if (stack.isEmpty()) {
            return Optional.of("limit-error needs one stack of residual dense layers of the width of its input, h + s sigma(h A + b), and"
                    + " nothing else; this network starts with " + network.root().kind());
        }
        if (stack.get().activation().smooth().isEmpty()) {
            return Optional.of("limit-error needs an activation with two derivatives at 0 and sigma(0) = 0, such as tanh; for others no"
                    + " limit theorem is known");
        }
        return stack.get().width() <= WIDEST ? Optional.empty()
                : Optional.of("limit-error is for widths up to " + WIDEST + ", this network has " + stack.get().width());
    }

    @Override
    public SortedMap<String, Double> measure(TrainedNetwork trained, Settings settings) {
        LimitStack stack = LimitStack.of(trained.network())
                .orElseThrow(() -> new IllegalArgumentException("limit-error: not a residual dense stack"));
        LimitErrors errors = new LimitErrors(stack, trained.parameters(), settings.integer("cells"));
        int examples = Math.min(trained.data().shape().train(), settings.integer("examples"));
        return new TreeMap<>(errors.over(trained.data().trainInputs(), examples));
    }

    @Override
    public ImmutableList<AnalysisResult> evaluate(String analysis, TrialSet trials, Settings settings) {
        return new LimitErrorEvaluation(analysis, trials.records(), settings).results();
    }

    /** Equation to its name for people, in the order of results. */
    static Map<String, String> equations() {
        Map<String, String> names = new java.util.LinkedHashMap<>();
        names.put(LimitErrors.NEURAL, "neural ODE");
        names.put(LimitErrors.LINEAR, "linear ODE");
        names.put(LimitErrors.STOCHASTIC, "SDE");
        return names;
    }
}
