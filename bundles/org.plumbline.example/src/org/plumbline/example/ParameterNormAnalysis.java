package org.plumbline.example;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.Analysis;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;

/**
 * The Euclidean norm of all parameters of the trained network, over depth.
 * <p>N = sqrt(sum theta_i^2), summed in double; a point is the mean over the trials of a depth that are DONE.</p>
 * Source: definition. Pinned by ExampleTest.
 */
public final class ParameterNormAnalysis implements Analysis {
    private static final String NORM = "norm";

    @Override
    public Optional<String> notDefinedFor(Network network, Settings settings) {
        return network.layout().size() > 0 ? Optional.empty() : Optional.of("the network has no parameters");
    }

    @Override
    public SortedMap<String, Double> measure(TrainedNetwork trained, Settings settings) {
        double square = 0;
        for (int i = 0; i < trained.parameters().length(); i++) {
            double value = trained.parameters().get(i);
            square += value * value;
        }
        return new TreeMap<>(java.util.Map.of(NORM, Math.sqrt(square)));
    }

    @Override
    public ImmutableList<AnalysisResult> evaluate(String analysis, TrialSet trials, Settings settings) {
        if (trials.records().isEmpty()) {
            return Lists.immutable.empty();
        }
        MutableList<ResultPoint> points = Lists.mutable.empty();
        trials.records().groupBy(TrialRecord::depth).forEachKeyMultiValues((depth, atDepth) ->
                points.add(point(analysis, depth, Lists.immutable.withAll(atDepth))));
        return Lists.immutable.with(new AnalysisResult(analysis, NORM, "Norm of all parameters", "", Optional.empty(),
                new ResultAxis("depth", "layers", true), new ResultAxis("norm of all parameters", "", true),
                points.sortThisByDouble(ResultPoint::x).toImmutable(), Optional.empty(),
                Lists.immutable.with("Trials that are not DONE are left out.")));
    }

    private static ResultPoint point(String analysis, int depth, ImmutableList<TrialRecord> trials) {
        ImmutableList<TrialRecord> done = trials.select(trial -> trial.state() == TrialState.DONE);
        double[] norms = done.collectDouble(trial -> trial.measurements().get(analysis + "/" + NORM)).toSortedArray();
        int n = norms.length;
        return new ResultPoint(depth, n == 0 ? Double.NaN : java.util.Arrays.stream(norms).average().orElseThrow(),
                n == 0 ? Double.NaN : norms[0], n == 0 ? Double.NaN : norms[n - 1], n, trials.size(),
                done.collect(TrialRecord::id));
    }
}
