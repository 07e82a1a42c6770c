package org.plumbline.analyses;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.Observations;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.regression.PowerLawFit;

/**
 * The exponent of a statistic while training goes on: at each step that all trials have observed, the slope of ln(value) over ln(L) for
 * each seed; a point is the mean over the seeds with the smallest and the largest of them. Trials that have ended earlier than others
 * bound the steps.
 */
final class TrainingExponents {
    private static final int MOST_POINTS = 60;

    private final TrialSet trials;
    private final String analysis;
    private final long from;
    private final long to;

    TrainingExponents(TrialSet trials, String analysis, Settings settings) {
        this.trials = trials;
        this.analysis = analysis;
        this.from = settings.longInteger("fitFrom");
        this.to = settings.longInteger("fitTo");
    }

    /** What was observed of one trial, by step. */
    private record Observed(TrialRecord trial, TreeMap<Long, Double> values) {
    }

    /** @return the exponents during training; empty if nothing was observed, or at too few depths */
    Optional<AnalysisResult> of(ExponentResult.Quantity quantity, String cell, ImmutableList<TrialRecord> group) throws IOException {
        MutableList<Observed> observed = Lists.mutable.empty();
        for (TrialRecord trial : group) {
            if (trial.state() == TrialState.DONE && trial.depth() >= Math.max(from, quantity.from()) && trial.depth() <= to) {
                Observations.Scalar scalar = trials.observations(trial).scalar(quantity.id());
                TreeMap<Long, Double> values = new TreeMap<>();
                for (int i = 0; i < scalar.steps().length; i++) {
                    values.put(scalar.steps()[i], scalar.values()[i]);
                }
                observed.add(new Observed(trial, values));
            }
        }
        MutableList<ResultPoint> points = points(observed);
        if (points.isEmpty()) {
            return Optional.empty();
        }
        String name = quantity.id() + " during training" + (cell.isEmpty() ? "" : " [" + cell + "]");
        return Optional.of(new AnalysisResult(analysis, name, "exponent of " + quantity.id() + " during training"
                + (cell.isEmpty() ? "" : ", " + cell), "", Optional.empty(), new ResultAxis("step", "updates", false),
                new ResultAxis("exponent of " + quantity.id() + " in depth", "", false), points.toImmutable(), Optional.empty(),
                Lists.immutable.with(DepthSeries.policy(group), "steps that all trials have made, up to "
                        + (long) points.getLast().x() + "; range: smallest and largest seed")));
    }

    private static MutableList<ResultPoint> points(MutableList<Observed> observed) {
        MutableList<ResultPoint> points = Lists.mutable.empty();
        if (observed.isEmpty()) {
            return points;
        }
        long[] steps = observed.getFirst().values.keySet().stream()
                .filter(step -> observed.allSatisfy(trial -> trial.values.containsKey(step))).mapToLong(step -> step).toArray();
        int stride = 1 + (steps.length - 1) / MOST_POINTS;
        for (int i = 0; i < steps.length; i += stride) {
            long step = steps[i];
            double[] slopes = slopes(observed, step);
            if (slopes.length > 0) {
                points.add(new ResultPoint(step, Arrays.stream(slopes).average().orElseThrow(), slopes[0], slopes[slopes.length - 1],
                        slopes.length, slopes.length, observed.collect(o -> o.trial.id()).toImmutable()));
            }
        }
        return points;
    }

    /** @return slopes of the seeds that have enough depths, ascending */
    private static double[] slopes(MutableList<Observed> observed, long step) {
        MutableList<Double> slopes = Lists.mutable.empty();
        observed.groupBy(o -> o.trial.seed()).forEachKeyMultiValues((seed, all) -> {
            MutableList<Observed> usable = Lists.mutable.withAll(all).select(o -> o.values.get(step) > 0 && Double.isFinite(o.values.get(step)))
                    .sortThisByInt(o -> o.trial.depth());
            if (usable.collectInt(o -> o.trial.depth()).distinct().size() >= ExponentResult.FEWEST_DEPTHS) {
                slopes.add(PowerLawFit.of(usable.collectDouble(o -> o.trial.depth()).toArray(),
                        usable.collectDouble(o -> o.values.get(step)).toArray()).exponent());
            }
        });
        return slopes.stream().mapToDouble(slope -> slope).sorted().toArray();
    }
}
