package org.plumbline.engine.preflight;

import java.util.Optional;
import java.util.OptionalDouble;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.spi.TrainingLength;
import org.plumbline.numerics.regression.Interval;

/**
 * Times of trials, from what was measured on this machine: in runs beside this one, else by a calibration.
 * <p>A trial takes setup + steps x step. Its upper end takes all steps that the training allows; its lower end stops as early as
 * a stop rule can; where trials of the same recipe have run, the share of the limit that they used replaces both.</p>
 */
final class CostModel {
    /** By which factor a step may be longer or shorter than all that were measured, without a calibration. */
    private static final double BEYOND = 1.5;
    /** The upper end of the time that a worker takes longer for its first trial, by what was measured of it. */
    private static final int START_SPREAD = 3;
    /** Kinds of trials that are calibrated at most; each takes some seconds. */
    private static final int KINDS = 3;

    private final PastTrials past;
    private final StepTimes times;
    private final double start;
    private final double process;
    private final ImmutableList<String> notes;

    private CostModel(PastTrials past, StepTimes times, double start, double process, ImmutableList<String> notes) {
        this.start = start;
        this.process = process;
        this.past = past;
        this.times = times;
        this.notes = notes;
    }

    /**
     * @param cells       with trials that are to run
     * @param calibration measures what past trials do not tell
     * @param process     what a worker takes until it can begin, as measured now, s; empty if that is not known
     * @throws InterruptedException if the thread is interrupted; nothing has to be undone
     */
    static CostModel of(ImmutableList<PlannedCell> cells, PastTrials past, Calibration calibration, OptionalDouble process) throws InterruptedException {
        MutableList<StepTimes.Sample> samples = past.samples().select(s -> cells.anySatisfy(c -> c.kind().equals(s.kind()))).toList();
        MutableList<String> notes = Lists.mutable.empty();
        if (samples.notEmpty()) {
            notes.add("times rest on " + samples.size() + " trials that ended on this machine before");
        }
        StepTimes known = new StepTimes(samples.toImmutable());
        var unknown = cells.reject(c -> known.spans(c.kind(), c.work(), BEYOND)).collect(PlannedCell::kind).distinct();
        for (String kind : unknown.take(KINDS)) {
            samples.addAllIterable(calibration.measure(cells.select(c -> c.kind().equals(kind))));
        }
        if (unknown.notEmpty()) {
            notes.add("times rest on steps measured now, " + calibration.together() + " at a time"
                    + (calibration.partial() ? "; what the analyses take after the training is not in them" : ""));
        }
        calibration.failures().forEach(failure -> notes.add("not measured: " + failure));
        StepTimes times = new StepTimes(samples.toImmutable());
        double start = past.start(times).orElse(calibration.start());
        if (cells.notEmpty()) {
            notes.add(process.isPresent() ? "a worker process takes " + PreflightText.duration(process.getAsDouble())
                    + " to start, as measured now; the time of the run holds that" : "the time of the run does not hold the start of worker processes");
            notes.add(start > 0 ? "a worker takes " + PreflightText.duration(start) + " longer for its first trial, as measured; the time of the run "
                    + "holds between nothing and " + START_SPREAD + " times that"
                    : "the time of the run does not hold what a worker takes longer for its first trial: it is not known");
        }
        return new CostModel(past, times, start, process.orElse(0), notes.toImmutable());
    }

    /** @return what the times rest on */
    ImmutableList<String> notes() {
        return notes;
    }

    /**
     * @return what a worker takes to start, and longer for its first trial, s: Java has its code to load and to compile; 0 if not known.
     *         Workers that start together, on a machine that may be busy then, take longer than the one that was measured, never less
     *         than half
     */
    TimeSpan start() {
        return new TimeSpan(process + start, process / 2, START_SPREAD * (process + start));
    }

    /** @return the time of a training step; empty if not known */
    Optional<TimeSpan> step(PlannedCell cell) {
        return span(cell.kind(), cell.work(), 1);
    }

    /**
     * @param count number of trials over which the time is a mean: what is particular to each averages out
     * @return the time of a trial; empty if not known
     */
    Optional<TimeSpan> trial(PlannedCell cell, double count) {
        Optional<TimeSpan> step = span(cell.kind(), cell.work(), count);
        if (step.isEmpty() || cell.length().isEmpty()) {
            return Optional.empty();
        }
        TrainingLength length = cell.length().get();
        TimeSpan setup = span(Calibration.SETUP + cell.kind(), cell.trial().parameterCount(), count).orElse(new TimeSpan(0, 0, 0));
        if (length.mostSteps() == 0) {
            return Optional.of(setup);
        }
        PastTrials.Share share = share(cell).orElse(
                new PastTrials.Share((double) length.fewestSteps() / length.mostSteps(), 1, 1, 0));
        double most = length.mostSteps();
        return Optional.of(new TimeSpan(setup.seconds() + share.mean() * most * step.get().seconds(),
                setup.low() + share.low() * most * step.get().low(), setup.high() + share.high() * most * step.get().high()));
    }

    /** @return which part of the limit of steps such trainings have used; empty if none has ended */
    Optional<PastTrials.Share> share(PlannedCell cell) {
        return past.share(cell);
    }

    private Optional<TimeSpan> span(String kind, double work, double count) {
        return times.expected(kind, work).map(expected -> {
            Interval interval = times.interval(kind, work, Preflight.LEVEL, count).orElseThrow();
            return new TimeSpan(expected, interval.low(), interval.high());
        });
    }
}
