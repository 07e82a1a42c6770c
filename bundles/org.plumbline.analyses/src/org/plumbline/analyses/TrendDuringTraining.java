package org.plumbline.analyses;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.analyses.TrainingSteps.At;
import org.plumbline.analyses.TrainingSteps.Source;
import org.plumbline.engine.network.ParameterLayout.Slot;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.paths.WeightTrend;
import org.plumbline.numerics.series.StackedTensor;

/**
 * The split into trend and noise while training goes on, of one entry of each tensor: (sum_k (w_k - wtrend_k)^2 / sum_k w_k^2)^(1/2) at
 * the deepest depth, w the entry, its trend made as that of all weights is ({@link TrendChoice}), from the depths of the same seed at the
 * same step.
 */
final class TrendDuringTraining {
    private final TrialSet trials;
    private final String analysis;
    private final TrendChoice choice;

    TrendDuringTraining(TrialSet trials, String analysis, TrendChoice choice) {
        this.trials = trials;
        this.analysis = analysis;
        this.choice = choice;
    }

    /** @return one result a tensor; none where nothing was observed or too few depths take part */
    ImmutableList<AnalysisResult> of(String name, ImmutableList<TrialRecord> group) throws IOException {
        ImmutableList<TrialRecord> deep = group.select(trial -> trial.state() == TrialState.DONE && trial.depth() >= choice.from());
        MutableList<AnalysisResult> results = Lists.mutable.empty();
        for (Slot slot : deep.isEmpty() ? Lists.immutable.<Slot>empty() : trials.trained(deep.getFirst())
                .map(trained -> Denoising.tensors(trained.network())).orElse(Lists.immutable.empty())) {
            ImmutableList<ResultPoint> points = new TrainingSteps(trials).points(deep, Source.layers(TrendProbe.quantity(slot)), this::relativeNoise);
            if (points.notEmpty()) {
                String label = "size of the noise over that of the weights, entry " + choice.entry(slot.tensor().shape()) + " of " + slot.tensor().name()
                        + " at the deepest depth, during training";
                results.add(new AnalysisResult(analysis, "relativeNoise(" + slot.tensor().name() + ") during training" + name, label + name, "",
                        Optional.empty(), TrainingSteps.STEP, new ResultAxis("size of the noise over that of the weights", "", false), points,
                        Optional.empty(), Lists.immutable.with(DepthSeries.policy(group), TrainingSteps.upTo(points), choice.text())));
            }
        }
        return results.toImmutable();
    }

    private OptionalDouble relativeNoise(ImmutableList<At> seed) {
        if (choice.missing(seed.size()).isPresent()) {
            return OptionalDouble.empty();
        }
        WeightTrend trend = WeightTrend.of(choice.averaged(seed).collect(TrendDuringTraining::stack).castToList(), choice.beta(), choice.cells());
        StackedTensor deepest = stack(seed.getLast());
        double noise = 0;
        for (double n : trend.noise(deepest)) {
            noise += n * n;
        }
        double all = 0;
        for (double w : seed.getLast().values()) {
            all += w * w;
        }
        double ratio = Math.sqrt(noise / all);
        return Double.isFinite(ratio) ? OptionalDouble.of(ratio) : OptionalDouble.empty();
    }

    private static StackedTensor stack(At at) {
        return StackedTensor.of(RealArray.of(at.values()), 0, at.values().length, 1);
    }
}
