package org.plumbline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.eclipse.collections.api.set.ImmutableSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.execution.ComputeBackend;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Convolution;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.ResultMap;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.Analysis;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.arrays.RealArray;

class AnalysisContractTest {

    static Stream<Contribution> analyses() {
        return Installed.all(ContributionKind.ANALYSIS);
    }

    /** A fully connected network; for analyses of convolutions a convolutional one. */
    private static Network network(Contribution contribution, int depth) {
        Network dense = Installed.network(Installed.REGISTRY.get(ContributionKind.ARCHITECTURE, "residual-dense"), depth);
        if (contribution.create(Analysis.class).notDefinedFor(dense, Installed.settings(contribution)).isEmpty()) {
            return dense;
        }
        Layer branch = new Convolution(2, 2, 3, 1, 1, false, "K", "");
        return Network.of(new Repeat(depth, Residual.of(branch, BranchScale.NONE), false), Shape.of(2, 4, 4));
    }

    private static SortedMap<String, Double> measure(Contribution contribution, int depth, long seed) {
        Network network = network(contribution, depth);
        float[] parameters = Installed.gaussians("trained " + depth + " " + seed, network.layout().size(), 0.3);
        float[] before = parameters.clone();
        SortedMap<String, Double> measured = contribution.create(Analysis.class).measure(
                new TrainedNetwork(network, RealArray.of(parameters), RealArray.of(new float[0]), Installed.data(), Installed.objective(),
                        ComputeBackend.byId("auto"), Memory.share(1)),
                Installed.settings(contribution));
        assertThat(parameters).containsExactly(before);
        return measured;
    }

    private static TrialRecord trial(Contribution contribution, int depth, long seed, TrialState state) {
        SortedMap<String, Double> named = new TreeMap<>();
        if (state == TrialState.DONE) {
            measure(contribution, depth, seed).forEach((quantity, value) -> named.put("a/" + quantity, value));
        }
        return new TrialRecord("trial " + depth + " " + seed, SortedMaps.immutable.of("architecture.depth", "" + depth), seed,
                depth, state, "", 0.5, 1, 1, 1, DoubleLists.immutable.empty(), SortedMaps.immutable.withSortedMap(named));
    }

    private static MutableList<TrialRecord> trials(Contribution contribution) {
        MutableList<TrialRecord> trials = Lists.mutable.empty();
        for (int depth : new int[] {3, 6, 12, 24}) {
            for (long seed = 0; seed < 3; seed++) {
                trials.add(trial(contribution, depth, seed, depth == 24 && seed == 2 ? TrialState.DIVERGED : TrialState.DONE));
            }
        }
        return trials;
    }

    private static ImmutableList<AnalysisResult> evaluate(Contribution contribution, ImmutableList<TrialRecord> trials) {
        try {
            return contribution.create(Analysis.class).evaluate("a", TrialSet.of(trials), Installed.settings(contribution));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("analyses")
    void measuresTheSameTwice(Contribution contribution) {
        assertThat(contribution.create(Analysis.class).notDefinedFor(network(contribution, 4), Installed.settings(contribution))).isEmpty();
        SortedMap<String, Double> measured = measure(contribution, 4, 1);
        assertThat(measured).isNotEmpty().isEqualTo(measure(contribution, 4, 1));
        assertThat(measured.keySet()).isEqualTo(measure(contribution, 4, 2).keySet());
        measured.values().forEach(value -> assertThat(value).isFinite());
    }

    @ParameterizedTest
    @MethodSource("analyses")
    void resultsAreTypedAndSayWhereTheyComeFrom(Contribution contribution) {
        MutableList<TrialRecord> trials = trials(contribution);
        ImmutableSet<String> done = trials.select(t -> t.state() == TrialState.DONE).collect(TrialRecord::id).toImmutableSet();
        ImmutableList<AnalysisResult> results = evaluate(contribution, trials.toImmutable());
        assertThat(results.castToList()).isNotEmpty();
        assertThat(results.collect(AnalysisResult::quantity).castToList()).doesNotHaveDuplicates();
        for (AnalysisResult result : results) {
            assertThat(result.analysis()).isEqualTo("a");
            assertThat(result.label()).isNotBlank();
            assertThat(result.x().label()).isNotBlank();
            assertThat(result.y().label()).isNotBlank();
            assertThat(result.points().collectDouble(ResultPoint::x).toArray()).isSorted();
            assertThat(result.notes().castToList()).as("says what it does with diverged trials").isNotEmpty();
            for (ResultPoint point : result.points()) {
                assertThat(point.n()).isLessThanOrEqualTo(point.asked()).isEqualTo(point.trials().size());
                assertThat(done.castToCollection()).containsAll(point.trials());
                assertThat(point.low()).isLessThanOrEqualTo(point.value());
                assertThat(point.high()).isGreaterThanOrEqualTo(point.value());
            }
            result.estimate().ifPresent(estimate -> {
                assertThat(done.castToCollection()).containsAll(estimate.trials());
                assertThat(estimate.method()).isNotBlank();
                assertThat(result.meaning()).isNotBlank();
            });
        }
    }

    /** Maps of a sweep over two numbers, of all analyses that make them: a cell counts its trials and names those it is made of. */
    @Test
    void mapsCountTheirTrials() {
        MutableList<String> mapping = Lists.mutable.empty();
        analyses().forEach(contribution -> {
            MutableList<TrialRecord> trials = trials(contribution).collect(trial -> trial.in(
                    trial.cell().newWithKeyValue("optimiser.lr", trial.seed() == 0 ? "0.1" : "0.5")));
            ImmutableList<AnalysisResult> mapped = evaluate(contribution, trials.toImmutable()).select(result -> result.map().isPresent());
            ImmutableSet<String> done = trials.select(t -> t.state() == TrialState.DONE).collect(TrialRecord::id).toImmutableSet();
            for (AnalysisResult result : mapped) {
                ResultMap map = result.map().orElseThrow();
                assertThat(map.cells().sumOfInt(ResultMap.Cell::asked)).as(contribution.id()).isEqualTo(trials.size());
                for (ResultMap.Cell cell : map.cells()) {
                    assertThat(cell.n()).isLessThanOrEqualTo(cell.asked()).isEqualTo(cell.trials().size());
                    assertThat(done.castToCollection()).containsAll(cell.trials());
                    assertThat(Double.isNaN(cell.value())).isEqualTo(cell.n() == 0);
                }
            }
            assertThat(evaluate(contribution, trials.toReversed().toImmutable()).select(result -> result.map().isPresent())
                    .collect(AnalysisResult::map)).as("order of trials").isEqualTo(mapped.collect(AnalysisResult::map));
            mapping.withAll(mapped.collect(result -> contribution.id()));
        });
        assertThat(mapping).contains("sweep-map", "signal-propagation");
    }

    /** A result is a function of a set of trials. */
    @ParameterizedTest
    @MethodSource("analyses")
    void orderOfTrialsDoesNotMatter(Contribution contribution) {
        MutableList<TrialRecord> trials = trials(contribution);
        ImmutableList<AnalysisResult> results = evaluate(contribution, trials.toImmutable());
        ImmutableList<AnalysisResult> reversed = evaluate(contribution, trials.toReversed().toImmutable());
        assertThat(reversed.collect(AnalysisResult::quantity)).isEqualTo(results.collect(AnalysisResult::quantity));
        for (int i = 0; i < results.size(); i++) {
            double[] one = results.get(i).points().collectDouble(ResultPoint::value).toArray();
            double[] other = reversed.get(i).points().collectDouble(ResultPoint::value).toArray();
            assertThat(other).usingComparatorWithPrecision(1e-12).containsExactly(one);
        }
    }

    @ParameterizedTest
    @MethodSource("analyses")
    void fewTrialsAreNoError(Contribution contribution) {
        assertThat(evaluate(contribution, Lists.immutable.empty()).castToList()).isEmpty();
        evaluate(contribution, Lists.immutable.with(trial(contribution, 3, 0, TrialState.DIVERGED)));
        evaluate(contribution, Lists.immutable.with(trial(contribution, 3, 0, TrialState.DONE)))
                .forEach(result -> assertThat(result.estimate()).isEmpty());
    }
}
