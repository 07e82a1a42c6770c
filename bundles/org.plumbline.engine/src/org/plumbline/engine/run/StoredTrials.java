package org.plumbline.engine.run;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.map.ImmutableMap;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.Observations;
import org.plumbline.engine.spi.TensorData;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.engine.trial.TrainedTrials;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.store.LayerSeriesReader;
import org.plumbline.store.NpyFormat;
import org.plumbline.store.ObservationReader;
import org.plumbline.store.RunFolder;
import org.plumbline.store.ScalarColumns;

/** Trials of a run that have ended, as one of its analyses sees them. */
final class StoredTrials implements TrialSet {
    private final RunFolder folder;
    private final ImmutableMap<String, TrialPlan> plans;
    private final TrainedTrials trained;
    private final ImmutableList<TrialRecord> records;
    private final String analysis;

    /**
     * @param plans    of all trials of the run, by id
     * @param analysis id of the component that asks
     */
    StoredTrials(RunFolder folder, ImmutableMap<String, TrialPlan> plans, TrainedTrials trained, ImmutableList<TrialRecord> records,
            String analysis) {
        this.folder = folder;
        this.plans = plans;
        this.trained = trained;
        this.records = records;
        this.analysis = analysis;
    }

    @Override
    public ImmutableList<TrialRecord> records() {
        return records;
    }

    @Override
    public Optional<TrainedNetwork> trained(TrialRecord trial) throws IOException {
        if (trial.state() != TrialState.DONE || !plans.containsKey(trial.id())) {
            return Optional.empty();
        }
        SortedMap<String, TensorData> tensors = tensors(folder, trial.id());
        return tensors.isEmpty() ? Optional.empty() : Optional.of(trained.of(plans.get(trial.id()), tensors));
    }

    /** @return name to what the trial left; empty if it left nothing */
    static SortedMap<String, TensorData> tensors(RunFolder folder, String trial) throws IOException {
        SortedMap<String, TensorData> tensors = new TreeMap<>();
        folder.trial(trial).parameters().forEach((name, array) -> tensors.put(name, new TensorData(Shape.of(array.shape()),
                array.type() == NpyFormat.Type.FLOAT32 ? RealArray.of(array.floats()) : RealArray.of(array.doubles()))));
        return tensors;
    }

    @Override
    public Observations observations(TrialRecord trial) throws IOException {
        return new Stored(ObservationReader.open(folder.trial(trial.id()).observations(analysis)));
    }

    /** Observations in their files. */
    record Stored(ObservationReader reader) implements Observations {
        @Override
        public ImmutableList<String> scalars() {
            return Lists.immutable.withAll(reader.scalars()).toSortedList().toImmutable();
        }

        @Override
        public Scalar scalar(String quantity) {
            ScalarColumns.Column column = reader.scalar(quantity);
            return new Scalar(column.steps(), column.values());
        }

        @Override
        public ImmutableList<String> series() throws IOException {
            return Lists.immutable.withAll(reader.series()).toSortedList().toImmutable();
        }

        @Override
        public Optional<Layers> series(String quantity) throws IOException {
            if (!reader.series().contains(quantity)) {
                return Optional.empty();
            }
            try (LayerSeriesReader layers = reader.series(quantity)) {
                long[] steps = layers.steps();
                double[][] values = new double[steps.length][layers.layers()];
                // By layers: the files keep the steps of a layer together, so that each part of them is read once.
                for (int k = 0; k < layers.layers(); k++) {
                    double[] history = layers.layer(k);
                    for (int row = 0; row < steps.length; row++) {
                        values[row][k] = history[row];
                    }
                }
                return Optional.of(new Layers(steps, values));
            }
        }
    }
}
