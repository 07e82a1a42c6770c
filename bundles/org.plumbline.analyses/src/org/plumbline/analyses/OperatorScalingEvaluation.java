package org.plumbline.analyses;

import java.util.Map;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.analyses.DepthSeries.DepthValue;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Curve;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.TrialRecord;

/** One evaluation of operator scaling: exponents of the statistics, and the norms of the blocks along the deepest network. */
final class OperatorScalingEvaluation {
    private static final Map<String, String> LABELS = Map.of("maxNorm", "largest operator norm", "minNorm", "smallest operator norm",
            "increments", "largest operator norm of an increment", "rootSumSquares", "root of the sum of squared operator norms");
    private static final ImmutableList<String> STATISTICS = Lists.immutable.with("maxNorm", "increments", "rootSumSquares", "minNorm");
    private static final ResultAxis PLACE = new ResultAxis("block k / L", "", false);

    private final String analysis;
    private final ImmutableList<TrialRecord> trials;
    private final Settings settings;

    OperatorScalingEvaluation(String analysis, ImmutableList<TrialRecord> trials, Settings settings) {
        this.analysis = analysis;
        this.trials = trials;
        this.settings = settings;
    }

    ImmutableList<AnalysisResult> results() {
        MutableList<AnalysisResult> results = Lists.mutable.empty();
        DepthSeries.groups(trials).forEach((cell, group) -> {
            ImmutableList<String> names = names(group);
            for (String statistic : STATISTICS) {
                for (String name : names) {
                    String id = statistic + "(" + name + ")";
                    ImmutableList<DepthValue> values = DepthSeries.values(group, analysis + "/" + id);
                    if (values.notEmpty()) {
                        results.add(ExponentResult.of(analysis, new ExponentResult.Quantity(id, LABELS.get(statistic) + " of " + name, 1), cell, group,
                                values, settings));
                    }
                }
            }
            names.forEach(name -> results.add(alongTheDepth(name, cell, group)));
        });
        return results.toImmutable();
    }

    private ImmutableList<String> names(ImmutableList<TrialRecord> group) {
        String prefix = analysis + "/maxNorm(";
        return group.flatCollect(trial -> trial.measurements().keysView()).select(key -> key.startsWith(prefix))
                .collect(key -> key.substring(prefix.length(), key.length() - 1)).distinct().toSortedList().toImmutable();
    }

    /** @return the norms of all blocks: points of the deepest network, a curve for each shallower one */
    private AnalysisResult alongTheDepth(String name, String cell, ImmutableList<TrialRecord> group) {
        int[] depths = group.select(trial -> trial.measurements().containsKey(analysis + "/maxNorm(" + name + ")"))
                .collectInt(TrialRecord::depth).distinct().toSortedArray();
        int deepest = depths[depths.length - 1];
        MutableList<Curve> curves = Lists.mutable.empty();
        for (int i = 0; i < depths.length - 1; i++) {
            curves.add(new Curve("L=" + depths[i], "L = " + depths[i], Curve.Style.LINE, norms(name, group, depths[i])));
        }
        String label = "operator norm of " + name;
        return new AnalysisResult(analysis, "norms(" + name + ")" + (cell.isEmpty() ? "" : " [" + cell + "]"),
                label + " along the depth: markers L = " + deepest + (cell.isEmpty() ? "" : ", " + cell), "", Optional.empty(), PLACE,
                new ResultAxis(label, "", true), norms(name, group, deepest), Optional.empty(), Lists.immutable.with(DepthSeries.policy(group)))
                .withCurves(curves.toImmutable());
    }

    private ImmutableList<ResultPoint> norms(String name, ImmutableList<TrialRecord> group, int depth) {
        ImmutableList<TrialRecord> here = group.select(trial -> trial.depth() == depth);
        MutableList<ResultPoint> points = Lists.mutable.empty();
        for (int k = 0; k < depth; k++) {
            ImmutableList<DepthValue> values = DepthSeries.values(here, analysis + "/norm(" + name + "," + k + ")");
            if (values.notEmpty()) {
                ResultPoint point = DepthSeries.points(here, values).getOnly();
                points.add(new ResultPoint((double) k / depth, point.value(), point.low(), point.high(), point.n(), point.asked(), point.trials()));
            }
        }
        return points.toImmutable();
    }
}
