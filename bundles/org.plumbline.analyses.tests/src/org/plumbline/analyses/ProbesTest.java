package org.plumbline.analyses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ActivationLayer.Function;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.spi.Analysis;
import org.plumbline.engine.spi.Probe;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrainingState;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/** What is observed during training is what would be measured after it, with the same parameters. */
class ProbesTest {
    private static final Settings SCALING = Settings.of(Map.of("level", 0.95, "fitFrom", 1L, "fitTo", 1000000L, "every", 5L));
    private static final Settings PATHS = Settings.of(Map.of("level", 0.95, "fitFrom", 1L, "fitTo", 1000000L, "every", 5L, "beta", 0.5,
            "powers", "1, 2"));

    /** Keeps what it is told. */
    private static final class Kept implements Probe.Recorder {
        private final SortedMap<String, Double> scalars = new TreeMap<>();
        private final SortedMap<String, double[]> layers = new TreeMap<>();

        @Override
        public void scalar(String quantity, double value) {
            scalars.put(quantity, value);
        }

        @Override
        public void layers(String quantity, double[] values) {
            layers.put(quantity, values.clone());
        }
    }

    private static TrainedNetwork network(int depth, BranchScale scale) {
        return network(depth, Function.TANH, scale);
    }

    private static TrainedNetwork network(int depth, Function activation, BranchScale scale) {
        RandomStream random = new RandomStreams(System.nanoTime()).stream("weights");
        SyntheticTrials trials = new SyntheticTrials(new DepthScalingAnalysis(), SCALING);
        trials.add(depth, 0, activation, scale, new double[] {-0.7, 1.3}, (l, k, e) -> random.gaussian(), 0, 0, 0, 0);
        return trials.network(depth, 0);
    }

    private static List<BranchScale> scales() {
        List<BranchScale> scales = new ArrayList<>();
        scales.add(BranchScale.NONE);
        scales.add(BranchScale.shared("delta", 1));
        scales.add(BranchScale.perLayer("delta", 1));
        return scales;
    }

    private static Kept observed(Analysis analysis, Settings settings, TrainedNetwork network) {
        Probe probe = analysis.probe(network.network(), settings).orElseThrow();
        assertThat(probe.isDue(0)).isTrue();
        assertThat(probe.isDue(4)).isFalse();
        assertThat(probe.isDue(10)).isTrue();
        Kept kept = new Kept();
        probe.observe(new TrainingState(10, 1, network, network.parameters()), kept);
        return kept;
    }

    @Test
    void depthScalingObservesWhatItMeasures() {
        for (BranchScale scale : scales()) {
            for (int depth : new int[] {1, 2, 13, 40}) {
                TrainedNetwork network = network(depth, scale);
                SortedMap<String, Double> measured = new DepthScalingAnalysis().measure(network, SCALING);
                Kept kept = observed(new DepthScalingAnalysis(), SCALING, network);
                assertThat(kept.scalars).containsOnlyKeys(measured.keySet());
                measured.forEach((quantity, value) -> assertThat(kept.scalars.get(quantity)).as(quantity + ", " + scale.mode() + ", depth " + depth)
                        .isCloseTo(value, within(1e-12 * (1 + value))));
            }
        }
    }

    @Test
    void normsAndIncrementsOfEachLayerByBruteForce() {
        TrainedNetwork network = network(7, BranchScale.shared("delta", 1));
        double[] a = network.parameters().doubles(28);
        Kept kept = observed(new DepthScalingAnalysis(), SCALING, network);
        assertThat(kept.layers).containsOnlyKeys("norm(A)", "increment(A)");
        assertThat(kept.layers.get("norm(A)")).hasSize(7);
        assertThat(kept.layers.get("increment(A)")).hasSize(6);
        for (int k = 0; k < 7; k++) {
            double norm = 0;
            double change = 0;
            for (int e = 4 * k; e < 4 * k + 4; e++) {
                norm = Math.hypot(norm, a[e]);
                change = k == 6 ? 0 : Math.hypot(change, a[e + 4] - a[e]);
            }
            assertThat(kept.layers.get("norm(A)")[k]).isCloseTo(norm, within(1e-12));
            if (k < 6) {
                assertThat(kept.layers.get("increment(A)")[k]).isCloseTo(change, within(1e-12));
            }
        }
    }

    @Test
    void pathRegularityObservesItsVariations() {
        TrainedNetwork network = network(20, BranchScale.perLayer("delta", 1));
        SortedMap<String, Double> measured = new PathRegularityAnalysis().measure(network, PATHS);
        Kept kept = observed(new PathRegularityAnalysis(), PATHS, network);
        assertThat(kept.scalars).as("two powers and two Hurst indices of A, |delta|*A and delta*A").containsOnlyKeys(measured.keySet()).hasSize(12);
        kept.scalars.forEach((quantity, value) -> assertThat(value).as(quantity).isEqualTo(measured.get(quantity)));
    }

    @Test
    void nothingIsObservedUnlessItIsAskedFor() {
        Settings never = Settings.of(Map.of("every", 0L));
        assertThat(new DepthScalingAnalysis().probe(network(3, BranchScale.NONE).network(), never)).isEmpty();
        assertThat(new PathRegularityAnalysis().probe(network(3, BranchScale.NONE).network(), never)).isEmpty();
    }

    /** With ReLU and a scale per layer sizes are those of |delta| A, but the sum has the signs: that of delta A. */
    @Test
    void regimeObservesWhatItMeasures() {
        Settings settings = Settings.of(Map.of("every", 5L));
        for (Function activation : List.of(Function.TANH, Function.RELU)) {
            for (BranchScale scale : scales()) {
                TrainedNetwork network = network(13, activation, scale);
                SortedMap<String, Double> observed = observed(new RegimeAnalysis(), settings, network).scalars;
                assertThat(new RegimeAnalysis().measure(network, settings)).containsAllEntriesOf(observed);
                assertThat(observed.keySet()).contains("maxNorm", "increments", "rootSumSquares", "cumulativeSum");
            }
        }
        TrainedNetwork signed = network(13, Function.RELU, BranchScale.perLayer("delta", 1));
        SortedMap<String, Double> scaling = new DepthScalingAnalysis().measure(signed, SCALING);
        SortedMap<String, Double> regime = new RegimeAnalysis().measure(signed, settings);
        assertThat(regime.get("maxNorm")).isEqualTo(scaling.get("maxNorm(|delta|*A)"));
        assertThat(regime.get("cumulativeSum")).isEqualTo(scaling.get("cumulativeSum(delta*A)"))
                .isNotEqualTo(scaling.get("cumulativeSum(|delta|*A)"));
    }
}
