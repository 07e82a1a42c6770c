package org.plumbline.analyses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SortedMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ActivationLayer.Function;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Conclusion;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class LimitErrorAnalysisTest {
    private static final LimitErrorAnalysis ANALYSIS = new LimitErrorAnalysis();
    private static final Settings SETTINGS = Settings.of(Map.of("level", 0.95, "fitFrom", 1L, "fitTo", 1000000L, "examples", 4L, "cells", 0L));

    /** One layer of width 1, identity, s = 1, A = ln-free 0, b = 2: h = 1, 3; all equations are dH/dt = 2: no error; moved 2. */
    @Test
    void constantBiasByHand() {
        Network network = StackTrials.network(1, 1, Function.IDENTITY, true, BranchScale.NONE);
        SortedMap<String, Double> measured = ANALYSIS.measure(
                StackTrials.trained(network, RealArray.of(new float[] {0, 2}), new float[] {1}, new float[1]), SETTINGS);
        assertThat(measured.get(LimitErrors.NEURAL)).isCloseTo(0, within(1e-9));
        assertThat(measured.get(LimitErrors.LINEAR)).isCloseTo(0, within(1e-9));
        assertThat(measured.get(LimitErrors.STOCHASTIC)).isCloseTo(0, within(1e-12));
        assertThat(measured).containsEntry(LimitErrors.EXPLODED, 0.0).containsEntry(LimitErrors.MOVED, 2.0);
    }

    /** One layer, A = 1, identity: h_1 = 2 x, H_1 = e x; x = 3: e - 2 times 3. The SDE's one step of Euler is the network. */
    @Test
    void oneLayerAgainstTheExponential() {
        Network network = StackTrials.network(1, 1, Function.IDENTITY, false, BranchScale.NONE);
        SortedMap<String, Double> measured = ANALYSIS.measure(
                StackTrials.trained(network, RealArray.of(new float[] {1}), new float[] {3}, new float[1]), SETTINGS);
        assertThat(measured.get(LimitErrors.LINEAR)).isCloseTo(3 * (Math.E - 2), within(1e-7));
        assertThat(measured.get(LimitErrors.NEURAL)).isCloseTo(3 * (Math.E - 2), within(1e-7));
        assertThat(measured.get(LimitErrors.STOCHASTIC)).isCloseTo(0, within(1e-12));
    }

    /** Rows times A, as the architecture has it: the states of the stack are those of the engine's own network. */
    @Test
    void statesAreThoseOfTheNetwork() {
        RandomStream stream = new RandomStreams(System.nanoTime()).stream("test");
        Network network = StackTrials.network(5, 3, Function.GELU, true, BranchScale.perLayer("delta", 1));
        double[] parameters = new double[network.layout().size()];
        stream.gaussians(parameters, 0, 0.5);
        float[] inputs = {0.3f, -0.8f, 1.1f};
        LimitStack stack = LimitStack.of(network).orElseThrow();
        double[] x = {inputs[0], inputs[1], inputs[2]};
        var path = stack.values(RealArray.of(parameters)).forward(stack.sigma(), x,
                org.plumbline.theory.limits.SolverSettings.DEFAULT);
        double[] outputs = StackTrials.trained(network, RealArray.of(parameters), inputs, new float[3]).outputs(inputs);
        for (int j = 0; j < 3; j++) {
            assertThat(path.value(5, j)).isCloseTo(outputs[j], within(1e-10));
        }
    }

    @Test
    void smoothWeightsTendToTheNeuralOde() {
        Conclusion conclusion = conclusion(1, 0, Function.TANH, BranchScale::constant);
        assertThat(conclusion.verdict()).as(conclusion.toString()).isEqualTo("neural ODE");
    }

    @Test
    void smallSmoothWeightsTendToTheLinearOde() {
        Conclusion conclusion = conclusion(0.5, 0, Function.TANH, BranchScale::constant);
        assertThat(conclusion.verdict()).as(conclusion.toString()).isEqualTo("linear ODE");
    }

    @Test
    void noiseTendsToTheSde() {
        Conclusion conclusion = conclusion(0, 0.5, Function.SILU, BranchScale::constant);
        assertThat(conclusion.verdict()).as(conclusion.toString()).isEqualTo("SDE");
        assertThat(conclusion.evidence().castToList()).hasSize(3);
    }

    @Test
    void whatHasNoLimitIsRefused() {
        assertThat(ANALYSIS.notDefinedFor(StackTrials.network(4, 2, Function.RELU, true, BranchScale.NONE), SETTINGS).orElseThrow())
                .contains("two derivatives at 0");
        assertThat(ANALYSIS.notDefinedFor(StackTrials.network(4, 200, Function.TANH, true, BranchScale.NONE), SETTINGS).orElseThrow())
                .contains("widths up to 128, this network has 200");
        assertThat(ANALYSIS.notDefinedFor(Network.of(new org.plumbline.engine.network.Dense(2, "A", ""),
                org.plumbline.engine.network.Shape.of(2)), SETTINGS).orElseThrow()).contains("starts with dense");
    }

    /** Weights L^(alpha - 1) Abar(k / L) with s = L^-alpha, and noise of std size L^-1/2; depths 16 to 256, 4 seeds fixed. */
    private static Conclusion conclusion(double alpha, double size, Function function, java.util.function.DoubleFunction<BranchScale> scale) {
        MutableList<TrialRecord> records = Lists.mutable.empty();
        for (long seed = 1; seed <= 4; seed++) {
            RandomStream fixed = new RandomStreams(seed).stream("trend");
            double[] u = new double[12];
            double[] v = new double[12];
            fixed.gaussians(u, 0, 0.6);
            fixed.gaussians(v, 0, 0.6);
            for (int layers : new int[] {16, 32, 64, 128, 256, 512}) {
                Network network = StackTrials.network(layers, 3, function, true, scale.apply(Math.pow(layers, -alpha)));
                double[] parameters = new double[layers * 12];
                RandomStream noise = new RandomStreams(seed).stream("noise " + layers);
                for (int k = 0; k < layers; k++) {
                    for (int j = 0; j < 12; j++) {
                        double trend = u[j] + v[j] * Math.sin(3 * (k + 0.5) / layers);
                        int at = j < 9 ? k * 9 + j : layers * 9 + k * 3 + j - 9;
                        parameters[at] = Math.pow(layers, alpha - 1) * trend + size * noise.gaussian() / Math.sqrt(layers);
                    }
                }
                records.add(StackTrials.record(ANALYSIS, StackTrials.trained(network, RealArray.of(parameters),
                        new float[] {1, -0.5f, 0.3f, -0.2f, 0.7f, 0.1f}, new float[6]), SETTINGS, seed));
            }
        }
        ImmutableList<AnalysisResult> results = ANALYSIS.evaluate("a", TrialSet.of(records.toImmutable()), SETTINGS);
        assertThat(results.collect(AnalysisResult::quantity).castToList()).containsExactly(LimitErrors.NEURAL, LimitErrors.LINEAR,
                LimitErrors.STOCHASTIC, "limit");
        return results.getLast().conclusion().orElseThrow();
    }
}
