package org.plumbline.analyses;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.spi.Observations;
import org.plumbline.engine.spi.TrialSet;

/**
 * Numbers while training goes on, at the steps that all trials have observed: a point is the mean over the seeds with the smallest and the
 * largest of them. Trials that have ended earlier than others bound the steps.
 */
final class TrainingSteps {
    static final ResultAxis STEP = new ResultAxis("step", "updates", false);
    private static final int MOST_POINTS = 60;

    private final TrialSet trials;

    TrainingSteps(TrialSet trials) {
        this.trials = trials;
    }

    /** What is read of the observations of one trial. */
    interface Source {
        /** @return step to numbers */
        SortedMap<Long, double[]> of(Observations observed) throws IOException;

        /** @return some numbers of the whole network, at the steps that have all of them */
        static Source scalars(String... quantities) {
            return observed -> {
                SortedMap<Long, double[]> values = new TreeMap<>();
                for (int q = 0; q < quantities.length; q++) {
                    Observations.Scalar scalar = observed.scalar(quantities[q]);
                    for (int i = 0; i < scalar.steps().length; i++) {
                        values.computeIfAbsent(scalar.steps()[i], step -> filled(quantities.length))[q] = scalar.values()[i];
                    }
                }
                return values;
            };
        }

        private static double[] filled(int n) {
            double[] none = new double[n];
            Arrays.fill(none, Double.NaN);
            return none;
        }

        /** @return numbers of the layers */
        static Source layers(String quantity) {
            return observed -> {
                SortedMap<Long, double[]> values = new TreeMap<>();
                observed.series(quantity).ifPresent(layers -> {
                    for (int i = 0; i < layers.steps().length; i++) {
                        values.put(layers.steps()[i], layers.values()[i]);
                    }
                });
                return values;
            };
        }
    }

    /** One trial at one step. */
    record At(TrialRecord trial, double[] values) {
        int depth() {
            return trial.depth();
        }
    }

    /** What the trials of one seed say together. */
    interface SeedValue {
        /** @param trials at one step, by depth */
        OptionalDouble of(ImmutableList<At> trials);
    }

    private record Observed(TrialRecord trial, SortedMap<Long, double[]> values) {
    }

    /** @return at most 60 points; none if nothing was observed, or no seed says anything */
    ImmutableList<ResultPoint> points(ImmutableList<TrialRecord> used, Source source, SeedValue value) throws IOException {
        MutableList<Observed> observed = Lists.mutable.empty();
        for (TrialRecord trial : used.toSortedListBy(TrialRecord::depth)) {
            observed.add(new Observed(trial, source.of(trials.observations(trial))));
        }
        MutableList<ResultPoint> points = Lists.mutable.empty();
        if (observed.isEmpty()) {
            return points.toImmutable();
        }
        long[] steps = observed.getFirst().values.keySet().stream()
                .filter(step -> observed.allSatisfy(trial -> trial.values.containsKey(step))).mapToLong(step -> step).toArray();
        int stride = 1 + (steps.length - 1) / MOST_POINTS;
        Collection<ImmutableList<Observed>> seeds = DepthSeries.bySeed(observed.toImmutable(), Observed::trial).values();
        ImmutableList<String> trials = observed.collect(o -> o.trial.id()).toImmutable();
        for (int i = 0; i < steps.length; i += stride) {
            point(seeds, steps[i], value, trials).ifPresent(points::add);
        }
        return points.toImmutable();
    }

    private static Optional<ResultPoint> point(Collection<ImmutableList<Observed>> seeds, long step, SeedValue value, ImmutableList<String> trials) {
        double[] sorted = seeds.stream().map(seed -> value.of(seed.collect(o -> new At(o.trial, o.values.get(step)))))
                .filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble).sorted().toArray();
        return sorted.length == 0 ? Optional.empty() : Optional.of(new ResultPoint(step, Arrays.stream(sorted).average().orElseThrow(), sorted[0],
                sorted[sorted.length - 1], sorted.length, sorted.length, trials));
    }

    /** @return up to where the points go, for the notes of their result */
    static String upTo(ImmutableList<ResultPoint> points) {
        return "steps that all trials have made, up to " + (long) points.getLast().x() + "; range: smallest and largest seed";
    }
}
