package org.plumbline.ui.plots.result;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Conclusion;
import org.plumbline.engine.result.Curve;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.ResultTable;

/** Results with everything that a figure can show, for tests. */
final class SampleResults {
    static final ResultAxis TIME = new ResultAxis("position k/L", "", false);
    static final ResultAxis STEP = new ResultAxis("step", "steps", true);
    static final ResultAxis NORM = new ResultAxis("norm", "", true);

    private SampleResults() {
    }

    static AnalysisResult empty(String quantity, ResultAxis x, ResultAxis y) {
        return new AnalysisResult("limits", quantity, quantity + " of the path", "", Optional.empty(), x, y, Lists.immutable.empty(),
                Optional.empty(), Lists.immutable.empty());
    }

    /** Values at n points of [0, 1], with a range of a tenth each way, without trials. */
    static ImmutableList<ResultPoint> sampled(int n, DoubleUnaryOperator f) {
        MutableList<ResultPoint> points = Lists.mutable.empty();
        for (int i = 0; i < n; i++) {
            double t = i / (n - 1.0);
            double y = f.applyAsDouble(t);
            points.add(new ResultPoint(t, y, y - Math.abs(y) / 10, y + Math.abs(y) / 10, 0, 0, Lists.immutable.empty()));
        }
        return points.toImmutable();
    }

    /** Measured points over k/L with a prediction, its band, a rival and a second measurement. */
    static AnalysisResult path() {
        return withPoints(empty("path", TIME, new ResultAxis("norm", "", false)), sampled(9, t -> 1 + t)
                .collect(p -> new ResultPoint(p.x(), p.value(), p.low(), p.high(), 3, 3, Lists.immutable.with("a", "b", "c"))))
                .withCurves(Lists.immutable.with(
                        new Curve("prediction-band", "95 % band", Curve.Style.BAND, sampled(50, t -> 1 + t * t)),
                        new Curve("prediction", "neural ODE", Curve.Style.LINE, sampled(50, t -> 1 + t * t)),
                        new Curve("rival", "linear ODE", Curve.Style.LINE, sampled(50, t -> Math.exp(t))),
                        new Curve("other", "twice the depth", Curve.Style.POINTS, sampled(9, t -> 1.05 + t))));
    }

    static AnalysisResult withPoints(AnalysisResult r, ImmutableList<ResultPoint> points) {
        return new AnalysisResult(r.analysis(), r.quantity(), r.label(), r.meaning(), r.estimate(), r.x(), r.y(), points, r.fit(), r.notes(),
                r.curves(), r.tables(), r.conclusion(), r.map());
    }

    static AnalysisResult conclusionAlone() {
        return empty("regime", TIME, NORM).concluding(new Conclusion("undecided", false, Lists.immutable.with("four depths are too few")))
                .withTables(Lists.immutable.with(new ResultTable("Evidence", Lists.immutable.with("quantity", "slope"),
                        Lists.immutable.with(Lists.immutable.with("maxNorm(A)", "-0.51")))));
    }
}
