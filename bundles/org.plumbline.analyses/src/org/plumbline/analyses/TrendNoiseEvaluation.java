package org.plumbline.analyses;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.analyses.DepthSeries.DepthValue;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ParameterLayout.Slot;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Curve;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.paths.GeneralisedVariations;
import org.plumbline.numerics.paths.WeightTrend;
import org.plumbline.numerics.paths.WhittleEstimator;
import org.plumbline.numerics.regression.Interval;
import org.plumbline.numerics.regression.SampleMean;
import org.plumbline.numerics.series.StackedTensor;

/** One evaluation of the split into trend and noise: seed by seed, since each seed has a trend of its own. */
final class TrendNoiseEvaluation {
    private static final int MOST_POINTS = 400;

    private final String analysis;
    private final TrialSet trials;
    private final Settings settings;
    private final TrendChoice choice;

    TrendNoiseEvaluation(String analysis, TrialSet trials, Settings settings) {
        this.analysis = analysis;
        this.trials = trials;
        this.settings = settings;
        this.choice = TrendChoice.of(settings);
    }

    ImmutableList<AnalysisResult> results() throws IOException {
        MutableList<AnalysisResult> results = Lists.mutable.empty();
        for (Map.Entry<String, ImmutableList<TrialRecord>> cell : DepthSeries.groups(trials.records()).entrySet()) {
            results.withAll(new Cell(cell.getKey(), cell.getValue()).results());
        }
        return results.toImmutable();
    }

    /** The trials of one cell of the further axes. */
    private final class Cell {
        private final String name;
        private final ImmutableList<TrialRecord> group;
        private final MutableList<DepthValue> denoised = Lists.mutable.empty();
        private final MutableList<DepthValue> full = Lists.mutable.empty();
        private final MutableList<DepthValue> noise = Lists.mutable.empty();
        private final MutableList<DepthValue> variations = Lists.mutable.empty();
        private final MutableList<DepthValue> whittle = Lists.mutable.empty();
        private final MutableList<AnalysisResult> paths = Lists.mutable.empty();
        private final MutableList<String> notes = Lists.mutable.empty();

        Cell(String name, ImmutableList<TrialRecord> group) {
            this.name = name.isEmpty() ? "" : " [" + name + "]";
            this.group = group;
            notes.add(DepthSeries.policy(group));
        }

        ImmutableList<AnalysisResult> results() throws IOException {
            for (long seed : group.collectLong(TrialRecord::seed).distinct().toSortedArray()) {
                seed(group.select(trial -> trial.seed() == seed && trial.state() == TrialState.DONE && trial.depth() >= choice.from())
                        .toSortedListBy(TrialRecord::depth).toImmutable(), seed);
            }
            notes.add(choice.text());
            MutableList<AnalysisResult> results = Lists.mutable.with(loss());
            if (denoised.notEmpty()) {
                results.add(series("relativeNoise", "size of the noise over that of the weights", noise));
                if (variations.notEmpty()) {
                    results.add(hurst());
                }
                results.withAll(paths);
            }
            if (settings.longInteger("every") > 0) {
                results.withAll(new TrendDuringTraining(trials, analysis, choice).of(name, group));
            }
            return results.toImmutable();
        }

        private void seed(ImmutableList<TrialRecord> deep, long seed) throws IOException {
            Optional<Denoising> found = Denoising.of(trials, deep, choice, note -> notes.add("seed " + seed + ": " + note));
            if (found.isEmpty()) {
                return;
            }
            Denoising denoising = found.get();
            for (TrialRecord trial : deep) {
                Optional<TrainedNetwork> trained = trials.trained(trial);
                if (trained.isPresent()) {
                    add(trial, trained.get(), denoising);
                }
            }
            TrialRecord shown = choice.shown(deep);
            if (paths.isEmpty()) {
                trials.trained(shown).ifPresent(trained -> paths.withAll(paths(shown, trained, denoising)));
            }
        }

        private void add(TrialRecord trial, TrainedNetwork trained, Denoising denoising) {
            denoised.add(new DepthValue(trial, Denoising.loss(trained, denoising.denoised(trained))));
            full.add(new DepthValue(trial, trial.measurements().getOrDefault(analysis + "/loss", Double.NaN)));
            noise.add(new DepthValue(trial, denoising.relativeNoise(trained, 0)));
            try {
                StackedTensor rest = noise(trained, denoising);
                // Both or none: one method may refuse what the other takes.
                double byVariations = GeneralisedVariations.of(rest).hurst();
                double byWhittle = WhittleEstimator.of(rest).hurst();
                variations.add(new DepthValue(trial, byVariations));
                whittle.add(new DepthValue(trial, byWhittle));
            } catch (IllegalArgumentException e) {
                notes.add("no Hurst index at depth " + trial.depth() + ": " + e.getMessage());
            }
        }

        private static StackedTensor noise(TrainedNetwork trained, Denoising denoising) {
            StackedTensor weights = Denoising.weights(trained, 0);
            return StackedTensor.of(RealArray.of(denoising.trend(0).noise(weights)), 0, weights.layers(), weights.size());
        }

        private AnalysisResult loss() {
            ImmutableList<DepthValue> values = denoised.toImmutable();
            AnalysisResult result = new AnalysisResult(analysis, "denoisedLoss" + name, "loss with the trend alone" + name,
                    "loss with the trend alone over the loss, geometric mean over depths" + name, ratio(), DepthSeries.DEPTH,
                    new ResultAxis("loss", "", true), values.isEmpty() ? Lists.immutable.empty() : points(values), Optional.empty(),
                    notes.toImmutable());
            return values.isEmpty() ? result : result.withCurves(Lists.immutable.with(new Curve("full", "loss of the trained network",
                    Curve.Style.POINTS, points(full.toImmutable()))));
        }

        /** @return points at the depths that were used */
        private ImmutableList<ResultPoint> points(ImmutableList<DepthValue> values) {
            int least = values.collectInt(DepthValue::depth).min();
            return DepthSeries.points(group.select(trial -> trial.depth() >= least), values);
        }

        private Optional<Estimate> ratio() {
            if (denoised.isEmpty()) {
                return Optional.empty();
            }
            MutableList<Double> bySeed = Lists.mutable.empty();
            for (long seed : denoised.collectLong(value -> value.trial().seed()).distinct().toSortedArray()) {
                double sum = 0;
                int n = 0;
                for (int i = 0; i < denoised.size(); i++) {
                    if (denoised.get(i).trial().seed() == seed) {
                        sum += Math.log(denoised.get(i).value() / full.get(i).value());
                        n++;
                    }
                }
                bySeed.add(sum / n);
            }
            double[] logs = bySeed.stream().mapToDouble(log -> log).toArray();
            if (!Arrays.stream(logs).allMatch(Double::isFinite)) {
                notes.add("no ratio of the losses: one of them is zero or not finite");
                return Optional.empty();
            }
            SampleMean mean = SampleMean.of(logs);
            double level = settings.real("level");
            Optional<Interval> interval = mean.interval(level);
            double ratio = Math.exp(mean.mean());
            return Optional.of(new Estimate(ratio, ratio * mean.error(), interval.map(i -> Math.exp(i.low())).orElse(Double.NaN),
                    interval.map(i -> Math.exp(i.high())).orElse(Double.NaN), level, logs.length, "",
                    "geometric mean over " + denoised.size() + " trials; interval: Student t over the logarithms of "
                            + logs.length + " seeds",
                    denoised.collect(value -> value.trial().id()).toImmutable()));
        }

        private AnalysisResult series(String id, String label, MutableList<DepthValue> values) {
            return new AnalysisResult(analysis, id + name, label + name, "", Optional.empty(), DepthSeries.DEPTH,
                    new ResultAxis(label, "", false), points(values.toImmutable()), Optional.empty(), notes.toImmutable());
        }

        private AnalysisResult hurst() {
            return series("hurst", "Hurst index of the noise by generalised variations", variations).withCurves(Lists.immutable.with(
                    new Curve("whittle", "by Whittle's likelihood", Curve.Style.POINTS, points(whittle.toImmutable()))));
        }

        private ImmutableList<AnalysisResult> paths(TrialRecord trial, TrainedNetwork trained, Denoising denoising) {
            MutableList<AnalysisResult> results = Lists.mutable.empty();
            ImmutableList<Slot> slots = Denoising.tensors(trained.network());
            for (int i = 0; i < slots.size(); i++) {
                StackedTensor weights = Denoising.weights(trained, i);
                int entry = choice.entry(slots.get(i).tensor().shape());
                WeightTrend trend = denoising.trend(i);
                String tensor = slots.get(i).tensor().name();
                double scale = Math.pow(weights.layers(), choice.beta());
                results.add(path("trend(" + tensor + ")", "trend L^beta W of entry " + entry + " of " + tensor, trial,
                        trend.trend(weights.layers()), scale, weights.size(), entry));
                results.add(path("noise(" + tensor + ")", "noise path of entry " + entry + " of " + tensor, trial,
                        trend.noisePath(weights), 1, weights.size(), entry));
            }
            return results.toImmutable();
        }

        private AnalysisResult path(String id, String label, TrialRecord trial, double[] values, double scale, int size, int entry) {
            int layers = values.length / size;
            int stride = 1 + (layers - 1) / MOST_POINTS;
            MutableList<ResultPoint> points = Lists.mutable.empty();
            for (int k = 0; k < layers; k += stride) {
                points.add(CardTables.point((double) k / layers, scale * values[k * size + entry], Double.NaN, Double.NaN));
            }
            return new AnalysisResult(analysis, id + name, label + name, "", Optional.empty(), new ResultAxis("k/L", "", false),
                    new ResultAxis(label, "", false), Lists.immutable.empty(), Optional.empty(),
                    Lists.immutable.withAll(List.of("depth " + trial.depth() + ", seed " + trial.seed()
                            + (stride > 1 ? ", every " + stride + "th layer shown" : ""), choice.text())))
                    .withCurves(Lists.immutable.with(new Curve("path", label, Curve.Style.LINE, points.toImmutable())));
        }
    }
}
