package org.plumbline.analyses;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.analyses.TrainingSteps.Source;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Curve;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.TrialRecord;

/** The numbers that decide the regime first, while training goes on: whether a limit is there from the start or comes with training. */
final class RegimeDuringTraining {
    private RegimeDuringTraining() {
    }

    /** @return gap and order of R while training goes on, with the boundaries of the decision; empty if nothing was observed */
    static Optional<AnalysisResult> of(String analysis, String cell, ImmutableList<TrialRecord> group, TrainingExponents training)
            throws IOException {
        ImmutableList<ResultPoint> gaps = training.points(group, 2, Source.scalars(DepthStatistic.MAX_NORM.id(), DepthStatistic.INCREMENTS.id()),
                seed -> difference(TrainingExponents.exponent(seed, 0), TrainingExponents.exponent(seed, 1)));
        if (gaps.isEmpty()) {
            return Optional.empty();
        }
        ImmutableList<ResultPoint> squares = training.points(group, 2, Source.scalars(DepthStatistic.ROOT_SUM_SQUARES.id()),
                seed -> TrainingExponents.exponent(seed, 0));
        String name = cell.isEmpty() ? "" : " [" + cell + "]";
        return Optional.of(new AnalysisResult(analysis, "gap during training" + name, "gap of the exponents during training" + name, "", Optional.empty(),
                TrainingSteps.STEP, new ResultAxis("order in depth", "", false), gaps, Optional.empty(),
                Lists.immutable.with(DepthSeries.policy(group), TrainingSteps.upTo(gaps)))
                .withCurves(RegimeFigure.decision(gaps.getFirst().x(), gaps.getLast().x())
                        .newWith(new Curve("rootSumSquares", "order of the " + DepthStatistic.ROOT_SUM_SQUARES.label(), Curve.Style.LINE, squares))));
    }

    private static OptionalDouble difference(OptionalDouble one, OptionalDouble other) {
        return one.isPresent() && other.isPresent() ? OptionalDouble.of(one.getAsDouble() - other.getAsDouble()) : OptionalDouble.empty();
    }
}
