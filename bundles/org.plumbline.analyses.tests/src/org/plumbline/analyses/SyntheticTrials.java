package org.plumbline.analyses;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
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
import org.plumbline.engine.network.ParameterLayout.Slot;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.Analysis;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.Loss;
import org.plumbline.engine.spi.Objective;
import org.plumbline.engine.spi.Observations;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.arrays.RealArray;

/** Trials whose weights are given by a formula instead of training: residual networks of width 2 without biases, mean squared error. */
final class SyntheticTrials implements TrialSet {
    static final int WIDTH = 2;
    private static final String ANALYSIS = "a";

    private final Analysis analysis;
    private final Settings settings;
    private final Map<String, TrainedNetwork> networks = new HashMap<>();
    private final List<TrialRecord> records = new ArrayList<>();

    SyntheticTrials(Analysis analysis, Settings settings) {
        this.analysis = analysis;
        this.settings = settings;
    }

    /** An entry of W_k; k from 0 to depth - 1. */
    interface Weight {
        double at(int depth, int k, int entry);
    }

    /**
     * Adds a network.
     *
     * @param delta   value of all trainable scales, if there are any
     * @param targets targets of the two inputs (1, 0) and (0, 1)
     */
    void add(int depth, long seed, ActivationLayer.Function activation, BranchScale scale, double[] delta, Weight weight, float... targets) {
        Network network = Network.of(new Repeat(depth, Residual.of(Sequence.of(new Dense(WIDTH, "A", ""), new ActivationLayer(activation)),
                scale), false), Shape.of(WIDTH));
        double[] values = new double[network.layout().size()];
        for (Slot slot : network.layout().slots()) {
            for (int i = 0; i < slot.size(); i++) {
                values[slot.offset() + i] = slot.tensor().name().equals("A") ? weight.at(depth, i / 4, i % 4) : delta[i % delta.length];
            }
        }
        DataSet data = new DataSet(new DataShape(Shape.of(WIDTH), Shape.of(WIDTH), 2, 0), new float[] {1, 0, 0, 1}, targets,
                new float[0], new float[0]);
        Loss loss = (s, y, t, n, k, gradient) -> {
            double sum = 0;
            for (int i = 0; i < n * k; i++) {
                sum += (y[i] - t[i]) * (y[i] - t[i]);
            }
            return sum / (n * k);
        };
        TrainedNetwork trained = new TrainedNetwork(network, RealArray.of(values), RealArray.of(new double[0]), data,
                new Objective(loss, Settings.of(Map.of())), ComputeBackend.byId("auto"), Memory.share(1));
        String id = "L" + depth + "s" + seed;
        networks.put(id, trained);
        SortedMap<String, Double> measured = new TreeMap<>();
        analysis.measure(trained, settings).forEach((quantity, value) -> measured.put(ANALYSIS + "/" + quantity, value));
        records.add(new TrialRecord(id, SortedMaps.immutable.of("architecture.depth", "" + depth), seed, depth, TrialState.DONE, "", 0, 1, 1,
                1, DoubleLists.immutable.empty(), SortedMaps.immutable.withSortedMap(measured)));
    }

    TrainedNetwork network(int depth, long seed) {
        return networks.get("L" + depth + "s" + seed);
    }

    @Override
    public ImmutableList<TrialRecord> records() {
        return Lists.immutable.withAll(records);
    }

    @Override
    public Optional<TrainedNetwork> trained(TrialRecord trial) {
        return Optional.of(networks.get(trial.id()));
    }

    @Override
    public Observations observations(TrialRecord trial) {
        return Observations.NONE;
    }
}
