package org.plumbline.analyses;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.execution.ComputeBackend;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.Analysis;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.Objective;
import org.plumbline.engine.spi.Observations;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.arrays.RealArray;

/** Residual dense stacks with given weights, as trials that have ended. */
final class StackTrials {
    /** Half the mean over examples of the squared distance. */
    static final Objective HALF = new Objective((settings, y, t, n, k, g) -> {
        double sum = 0;
        for (int i = 0; i < n * k; i++) {
            g[i] = (y[i] - t[i]) / n;
            sum += (y[i] - t[i]) * (y[i] - t[i]);
        }
        return sum / (2 * n);
    }, Settings.of(Map.of()));

    private StackTrials() {
    }

    static Network network(int depth, int width, ActivationLayer.Function function, boolean bias, BranchScale scale) {
        return Network.of(new Repeat(depth, Residual.of(Sequence.of(new Dense(width, "A", bias ? "b" : ""),
                new ActivationLayer(function)), scale), false), Shape.of(width));
    }

    static TrainedNetwork trained(Network network, RealArray parameters, float[] inputs, float[] targets) {
        int d = network.input().size();
        DataShape shape = new DataShape(Shape.of(d), Shape.of(d), inputs.length / d, 0);
        return new TrainedNetwork(network, parameters, RealArray.zeros(parameters.precision(), 0),
                new DataSet(shape, inputs, targets, new float[0], new float[0]), HALF, ComputeBackend.byId("auto"), Memory.share(1));
    }

    /** A trial whose analysis has the id "a". */
    static TrialRecord record(Analysis analysis, TrainedNetwork trained, Settings settings, long seed) {
        SortedMap<String, Double> named = new TreeMap<>();
        analysis.measure(trained, settings).forEach((quantity, value) -> named.put("a/" + quantity, value));
        int depth = trained.network().depth();
        return new TrialRecord("t" + depth + "-" + seed, SortedMaps.immutable.of("architecture.depth", "" + depth), seed, depth,
                TrialState.DONE, "", 0.5, 1, 1, 1, DoubleLists.immutable.empty(), SortedMaps.immutable.withSortedMap(named));
    }

    /** Trials with what they left. */
    static TrialSet set(ImmutableList<TrialRecord> records, Map<String, TrainedNetwork> trained, Map<String, Observations> observed) {
        return new TrialSet() {
            @Override
            public ImmutableList<TrialRecord> records() {
                return records;
            }

            @Override
            public Optional<TrainedNetwork> trained(TrialRecord trial) {
                return Optional.ofNullable(trained.get(trial.id()));
            }

            @Override
            public Observations observations(TrialRecord trial) {
                return observed.getOrDefault(trial.id(), Observations.NONE);
            }
        };
    }
}
