package org.plumbline.engine.preflight;

import java.util.DoubleSummaryStatistics;
import java.util.Optional;

import org.eclipse.collections.api.collection.MutableCollection;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.map.ImmutableMap;
import org.eclipse.collections.api.map.MutableMap;
import org.plumbline.numerics.regression.Interval;
import org.plumbline.numerics.regression.RelativeLineFit;

/**
 * The time of a training step as a function of its work, for each kind of trials: seconds = a + b work with a, b >= 0, fitted by
 * relative errors to what was measured on this machine.
 * <p>Intervals hold scatter and leverage of the measurements and, besides them, {@link #LOAD}.</p>
 */
final class StepTimes {
    /**
     * Relative standard deviation that is added for what no measurement before a run can know: how busy the machine will be, and
     * how fast its processors will be allowed to run. Chosen, not measured: a machine with a build beside the run halves or doubles
     * its speed within an hour, which are two standard deviations.
     */
    static final double LOAD = 0.3;

    /**
     * A measured time.
     *
     * @param kind    see {@link PlannedCell#kind}
     * @param work    of a step
     * @param seconds of a step, > 0
     */
    record Sample(String kind, double work, double seconds) {
    }

    private final ImmutableMap<String, RelativeLineFit> fits;
    private final ImmutableMap<String, DoubleSummaryStatistics> works;

    StepTimes(ImmutableList<Sample> samples) {
        MutableMap<String, MutableCollection<Sample>> kinds = samples.groupBy(Sample::kind).toMap(Lists.mutable::empty);
        fits = kinds.collectValues((kind, of) -> RelativeLineFit.of(of.collectDouble(Sample::work).toArray(),
                of.collectDouble(Sample::seconds).toArray())).toImmutable();
        works = kinds.collectValues((kind, of) -> of.collectDouble(Sample::work).summaryStatistics()).toImmutable();
    }

    /** @return whether the work lies within what was measured of its kind, or less than a factor beyond it */
    boolean spans(String kind, double work, double factor) {
        DoubleSummaryStatistics measured = works.get(kind);
        return measured != null && fits.get(kind).knows(work) && work >= measured.getMin() / factor && work <= measured.getMax() * factor;
    }

    /** @return seconds of a step with this work; empty if nothing is known of it */
    Optional<Double> expected(String kind, double work) {
        return fit(kind, work).map(fit -> fit.at(work));
    }

    /** @return the interval for the mean over a number of trials; empty if nothing is known of it */
    Optional<Interval> interval(String kind, double work, double level, double count) {
        return fit(kind, work).map(fit -> fit.prediction(work, level, LOAD, count));
    }

    private Optional<RelativeLineFit> fit(String kind, double work) {
        return Optional.ofNullable(fits.get(kind)).filter(fit -> fit.knows(work));
    }
}
