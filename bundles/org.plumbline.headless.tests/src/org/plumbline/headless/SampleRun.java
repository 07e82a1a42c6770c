package org.plumbline.headless;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Conclusion;
import org.plumbline.engine.result.Curve;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultMap;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.ResultTable;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.run.RunArchive;
import org.plumbline.engine.run.RunHeader;

/** A stored run with results of every kind, for tests of reports. */
final class SampleRun {
    static final String NASTY = "a < b & \"c\" <script>";
    private static final ResultAxis DEPTH = new ResultAxis("depth", "layers", true);
    private static final ResultAxis VALUE = new ResultAxis("value", "", true);

    private SampleRun() {
    }

    static RunArchive of(AnalysisResult... results) {
        return new RunArchive(new RunHeader("sample", "A run, " + NASTY, "0123456789abcdef", 2,
                SortedMaps.immutable.of("java", "25 & more", "machine", "m")), Lists.immutable.with(trial("aaaaaaaaaaaa", 0), trial("bbbbbbbbbbbb", 1)),
                Lists.immutable.with(results), true);
    }

    private static TrialRecord trial(String id, long seed) {
        return new TrialRecord(id, SortedMaps.immutable.of("architecture.depth", "4"), seed, 4, TrialState.DONE, NASTY, 0.125, 10, 2, 1.5,
                DoubleLists.immutable.with(1, 0.125), SortedMaps.immutable.empty());
    }

    static Estimate estimate(double value, double error, double low, double high, String unit) {
        return new Estimate(value, error, low, high, 0.95, 2, unit, "least squares & " + NASTY, Lists.immutable.with("aaaaaaaaaaaa", "cccccccccccc"));
    }

    static AnalysisResult result(String quantity, String meaning, Estimate estimate, ResultPoint... points) {
        return new AnalysisResult("limits", quantity, quantity + " label", meaning, Optional.ofNullable(estimate), DEPTH, VALUE,
                Lists.immutable.with(points), Optional.empty(), Lists.immutable.with("a note on " + NASTY));
    }

    static ResultPoint point(double x, double value) {
        return new ResultPoint(x, value, value, value, 1, 1, Lists.immutable.with("aaaaaaaaaaaa"));
    }

    static AnalysisResult exponent() {
        return result("maxNorm(A)", "exponent of maxNorm(A) in depth", estimate(-0.50312, 0.0123, -0.53, -0.4761, ""), point(4, 1), point(8, 0.7));
    }

    /** An estimate that is no exponent, and very small. */
    static AnalysisResult limit() {
        return result("drift", "limit of the drift", estimate(3.14159e-7, 2.1e-9, 3.1e-7, 3.2e-7, "nats"));
    }

    static AnalysisResult missing() {
        return result("Q", "exponent of Q in depth", null, point(4, 1));
    }

    static AnalysisResult series() {
        return result("testLoss", "", null, point(4, 0.5), point(8, 0.25), point(16, 1.25e-7));
    }

    static AnalysisResult verdict(boolean decided) {
        return result("regime", "", null).concluding(new Conclusion(decided ? "neural ODE" : "undecided", decided,
                Lists.immutable.with("maxNorm(A) falls as L^-0.50 \u00b1 0.01", "p < 0.01 & so on")))
                .withTables(Lists.immutable.with(new ResultTable("Rivals", Lists.immutable.with("law", "AICc"), Lists.immutable.with(
                        Lists.immutable.with("power law", "-12.5"), Lists.immutable.with("\u00f6ffset", "3")))));
    }

    static AnalysisResult map() {
        return result("accuracy", "", null).withMap(new ResultMap(DoubleLists.immutable.with(0.25, 1), DoubleLists.immutable.with(0.5, 3),
                new ResultAxis("accuracy & more", "", false), Optional.empty(), Lists.immutable.with(new ResultMap.Cell(0.125, 2, 2, Lists.immutable.with("aaaaaaaaaaaa")),
                        new ResultMap.Cell(1 / 3.0, 1, 2, Lists.immutable.with("cccccccccccc")), new ResultMap.Cell(Double.NaN, 0, 2, Lists.immutable.empty()),
                        new ResultMap.Cell(Double.NaN, 0, 0, Lists.immutable.empty()))));
    }

    static AnalysisResult curve() {
        return result("path", "", null).withCurves(Lists.immutable.with(new Curve("p", "P", Curve.Style.LINE, Lists.immutable.with(point(1, 2), point(2, 3)))));
    }

    static ImmutableList<AnalysisResult> all() {
        return Lists.immutable.with(verdict(true), exponent(), limit(), missing(), series(), curve());
    }
}
