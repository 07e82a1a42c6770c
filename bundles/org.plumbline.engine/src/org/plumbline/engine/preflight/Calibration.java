package org.plumbline.engine.preflight;

import java.util.Optional;
import java.util.stream.IntStream;

import org.eclipse.collections.api.block.function.primitive.DoubleFunction;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.trial.DataCache;
import org.plumbline.engine.trial.TrialExecution;

/**
 * Measures training steps of some cells of a kind in this process: as many trials at the same time as there will be, a fraction
 * of a second each, in turns, so that what else the machine does falls on all of them. Keeps nothing.
 */
final class Calibration {
    /** Prefix of the kind of the times that trials need beside their steps; their work is the number of parameters. */
    static final String SETUP = "setup: ";
    private static final int CELLS = 4;
    private static final int ROUNDS = 6;
    /** Seconds of steps in one visit of a cell, and in the first ones, in which Java's compiler is busy; those do not count. */
    private static final double VISIT = 0.15;
    private static final double WARM = 0.5;
    private static final int WARM_UPS = 5;
    /** The ratio of step times from which on a visit counts as faster than the one before. */
    private static final double FASTER = 0.85;
    /** A cell with longer steps, or a longer way to the first one, is not visited, s. */
    private static final double LONGEST = 1;

    private final TrialExecution execution;
    private final int together;
    private final double pace;
    private boolean partial;
    private double start;
    private final MutableList<String> failures = Lists.mutable.empty();

    /**
     * @param together how many trials run at the same time
     * @param threads  how many threads each may use
     * @param pace     multiplies the time of all visits; 1, less in tests
     */
    Calibration(ContributionRegistry registry, int together, int threads, double pace) {
        this.pace = pace;
        this.execution = new TrialExecution(registry, new DataCache(together), () -> threads);
        this.together = together;
    }

    /** @return how many trials are measured at the same time */
    int together() {
        return together;
    }

    /** @return whether trials were measured of which the end was not seen, analyses included */
    boolean partial() {
        return partial;
    }

    /** @return what the very first trials took longer than later ones, s */
    double start() {
        return start;
    }

    /** @return why cells could not be measured */
    ImmutableList<String> failures() {
        return failures.toImmutable();
    }

    /**
     * @param cells of one kind, with trials that are to run
     * @return samples of the kind, and of its setup; empty if nothing could be measured
     */
    ImmutableList<StepTimes.Sample> measure(ImmutableList<PlannedCell> cells) throws InterruptedException {
        MutableList<PlannedCell> feasible = Lists.mutable.empty();
        Optional<Visit> before = Optional.empty();
        for (PlannedCell cell : spread(cells.toSortedListBy(PlannedCell::work).toImmutable())) {
            if (before.isPresent() && before.get().foresees(cell, feasible.getLast()) > LONGEST) {
                break;
            }
            before = feasible.isEmpty() ? warmUp(cell) : visit(cell, VISIT);
            if (before.isEmpty()) {
                break;
            }
            feasible.add(cell);
        }
        MutableList<StepTimes.Sample> samples = Lists.mutable.empty();
        for (int round = 0; round < ROUNDS; round++) {
            for (PlannedCell cell : feasible) {
                visit(cell, VISIT).ifPresent(visit -> {
                    samples.add(new StepTimes.Sample(cell.kind(), cell.work(), visit.step()));
                    samples.add(new StepTimes.Sample(SETUP + cell.kind(), cell.trial().parameterCount(), visit.setup()));
                });
            }
        }
        return samples.toImmutable();
    }

    /** Visits a cell until its steps become no faster: then Java has compiled them. */
    private Optional<Visit> warmUp(PlannedCell cell) throws InterruptedException {
        MutableList<Visit> visits = Lists.mutable.empty();
        boolean faster = true;
        while (faster && visits.size() < WARM_UPS) {
            Optional<Visit> visit = visit(cell, WARM);
            if (visit.isEmpty()) {
                return visit;
            }
            faster = visits.isEmpty() || visit.get().step() < FASTER * visits.getLast().step();
            visits.add(visit.get());
        }
        start = Math.max(start, visits.sumOfDouble(visit -> visit.longerThan(visits.getLast())));
        return Optional.of(visits.getLast());
    }

    /** The smallest, the largest and some between them, each work once, the smallest first. */
    static ImmutableList<PlannedCell> spread(ImmutableList<PlannedCell> sorted) {
        ImmutableList<PlannedCell> distinct = sorted.distinctBy(PlannedCell::work);
        int n = Math.min(CELLS, distinct.size());
        MutableList<PlannedCell> chosen = Lists.mutable.empty();
        for (int i = 0; i < n; i++) {
            chosen.add(distinct.get(n == 1 ? 0 : i * (distinct.size() - 1) / (n - 1)));
        }
        return chosen.toImmutable();
    }

    /**
     * Times of the trials that ran together.
     *
     * @param setup of a trial beside its steps, s, mean
     * @param step  of one step, s, mean
     * @param all   from begin to end, s, mean
     * @param steps number of steps in that, mean
     * @param count number of trials in that, mean
     */
    private record Visit(double setup, double step, double all, double steps, double count) {
        double longerThan(Visit other) {
            return Math.max(0, all - steps * other.step - count * other.setup);
        }

        /** @return seconds that a step, or the way to the first, of a larger cell may need */
        double foresees(PlannedCell larger, PlannedCell visited) {
            return Math.max(step * larger.work() / visited.work(),
                    setup * larger.trial().parameterCount() / Math.max(1, visited.trial().parameterCount()));
        }
    }

    private Optional<Visit> visit(PlannedCell cell, double seconds) throws InterruptedException {
        ImmutableList<TimedTrial> trials = Lists.immutable.fromStream(IntStream.range(0, together)
                .mapToObj(i -> new TimedTrial(cell.trials().get(i % cell.trials().size()), execution, pace * seconds)));
        try {
            trials.forEach(TimedTrial::start);
            for (TimedTrial trial : trials) {
                trial.join();
            }
        } catch (InterruptedException e) {
            trials.forEach(TimedTrial::end);
            throw e;
        }
        Optional<TimedTrial> failed = trials.detectOptional(trial -> trial.failure().isPresent());
        if (failed.isPresent()) {
            failures.add(cell.label() + ": " + failed.get().failure().get());
            return Optional.empty();
        }
        partial |= trials.anySatisfy(trial -> !trial.whole());
        return Optional.of(new Visit(mean(trials, TimedTrial::setup), mean(trials, TimedTrial::step), mean(trials, TimedTrial::all),
                mean(trials, TimedTrial::steps), mean(trials, TimedTrial::trials)));
    }

    private static double mean(ImmutableList<TimedTrial> trials, DoubleFunction<TimedTrial> of) {
        return trials.sumOfDouble(of) / trials.size();
    }
}
