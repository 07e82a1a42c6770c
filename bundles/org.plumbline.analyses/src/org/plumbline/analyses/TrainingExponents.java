package org.plumbline.analyses;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.analyses.TrainingSteps.At;
import org.plumbline.analyses.TrainingSteps.Source;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.regression.PowerLawFit;

/** The exponent of a statistic while training goes on: at each step the slope of ln(value) over ln(L) for each seed ({@link TrainingSteps}). */
final class TrainingExponents {
    private final TrainingSteps steps;
    private final String analysis;
    private final long from;
    private final long to;

    TrainingExponents(TrialSet trials, String analysis, Settings settings) {
        this.steps = new TrainingSteps(trials);
        this.analysis = analysis;
        this.from = settings.longInteger("fitFrom");
        this.to = settings.longInteger("fitTo");
    }

    /** @return the exponents during training; empty if nothing was observed, or at too few depths */
    Optional<AnalysisResult> of(ExponentResult.Quantity quantity, String cell, ImmutableList<TrialRecord> group) throws IOException {
        ImmutableList<ResultPoint> points = points(group, quantity.from(), Source.scalars(quantity.id()), trials -> exponent(trials, 0));
        if (points.isEmpty()) {
            return Optional.empty();
        }
        String behind = cell.isEmpty() ? "" : ", " + cell;
        return Optional.of(new AnalysisResult(analysis, quantity.id() + " during training" + (cell.isEmpty() ? "" : " [" + cell + "]"),
                "exponent of " + quantity.id() + " during training" + behind, "", Optional.empty(), TrainingSteps.STEP,
                new ResultAxis("exponent of " + quantity.id() + " in depth", "", false), points, Optional.empty(),
                Lists.immutable.with(DepthSeries.policy(group), TrainingSteps.upTo(points))));
    }

    /**
     * @param least smallest depth that may be fitted
     * @return one point a step, of the trials that are DONE and whose depth is fitted
     */
    ImmutableList<ResultPoint> points(ImmutableList<TrialRecord> group, int least, Source source, TrainingSteps.SeedValue value) throws IOException {
        return steps.points(group.select(trial -> trial.state() == TrialState.DONE && trial.depth() >= Math.max(from, least)
                && trial.depth() <= to), source, value);
    }

    /** @return slope of one of the values of the trials of a seed; empty if too few depths have one with a logarithm */
    static OptionalDouble exponent(ImmutableList<At> trials, int value) {
        ImmutableList<At> usable = trials.select(at -> at.values()[value] > 0 && Double.isFinite(at.values()[value]));
        return usable.collectInt(At::depth).distinct().size() < ExponentResult.FEWEST_DEPTHS ? OptionalDouble.empty()
                : OptionalDouble.of(PowerLawFit.of(usable.collectDouble(At::depth).toArray(),
                        usable.collectDouble(at -> at.values()[value]).toArray()).exponent());
    }
}
