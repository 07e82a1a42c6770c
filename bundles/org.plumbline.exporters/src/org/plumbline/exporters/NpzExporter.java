package org.plumbline.exporters;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.spi.ExportFolder;
import org.plumbline.engine.spi.ExportSummary;
import org.plumbline.engine.spi.Exporter;
import org.plumbline.engine.spi.Observations;
import org.plumbline.engine.spi.RunData;
import org.plumbline.engine.spi.TensorData;

/**
 * A file {@code ID.npz} for each trial. Parameters have the names of the network's tensors and its precision; {@code trial/...}
 * has id, seed, depth, state, steps, epochs, seconds, finalLoss and the losses of all epochs; {@code cell/AXIS} its place in the
 * sweep; {@code measurement/QUANTITY} what analyses measured; {@code observation/ANALYSIS/QUANTITY/steps} and {@code .../values}
 * [step], or {@code .../layers/steps} and {@code .../layers/values} [step, layer], what they observed during training. {@code trials.csv} says which id is which cell.
 */
public final class NpzExporter implements Exporter {

    @Override
    public ExportSummary export(RunData run, Optional<String> target, Settings settings) throws IOException {
        if (run.records().size() == 1 && run.parameters(run.records().getOnly().id()).isEmpty()) {
            TrialRecord record = run.records().getOnly();
            throw new InvalidInputException("trial " + record.id() + " has no parameters: it is " + record.state()
                    + (record.message().isEmpty() ? "" : ", " + record.message()));
        }
        MutableList<String> bare = Lists.mutable.empty();
        try (ExportFolder folder = ExportFolder.create(run, target, "npz")) {
            for (TrialRecord record : run.records()) {
                SortedMap<String, TensorData> parameters = run.parameters(record.id());
                SortedMap<String, Observations> observations = run.observations(record.id());
                folder.write(record.id() + ".npz", out -> write(record, parameters, observations, out));
                if (parameters.isEmpty()) {
                    bare.add(record.id().substring(0, Math.min(8, record.id().length())) + " (" + record.state() + ")");
                }
            }
            folder.write("trials.csv", out -> CsvTables.trials(run, out));
            folder.describe();
            ImmutableList<String> notes = bare.isEmpty() ? Lists.immutable.empty()
                    : Lists.immutable.with(bare.size() + " of " + run.records().size() + " trials have no parameters: "
                            + bare.take(8).makeString(", ") + (bare.size() > 8 ? ", ..." : ""));
            return new ExportSummary(folder.path().toString(), run.records().size(), notes);
        }
    }

    private static void write(TrialRecord record, SortedMap<String, TensorData> parameters,
            SortedMap<String, Observations> observations, OutputStream out) throws IOException {
        try (NpzWriter npz = new NpzWriter(out)) {
            for (Map.Entry<String, TensorData> tensor : parameters.entrySet()) {
                npz.put(tensor.getKey(), tensor.getValue());
            }
            npz.put("trial/id", record.id());
            npz.put("trial/seed", record.seed());
            npz.put("trial/depth", record.depth());
            npz.put("trial/state", record.state().name());
            npz.put("trial/steps", record.steps());
            npz.put("trial/epochs", record.epochs());
            npz.put("trial/seconds", record.seconds());
            npz.put("trial/finalLoss", record.finalLoss());
            npz.put("trial/epochLosses", record.epochLosses().toArray());
            for (var axis : record.cell().keyValuesView()) {
                npz.put("cell/" + axis.getOne(), axis.getTwo());
            }
            for (var measurement : record.measurements().keyValuesView()) {
                npz.put("measurement/" + measurement.getOne(), measurement.getTwo());
            }
            for (Map.Entry<String, Observations> observed : observations.entrySet()) {
                write("observation/" + observed.getKey() + "/", observed.getValue(), npz);
            }
        }
    }

    private static void write(String prefix, Observations observed, NpzWriter npz) throws IOException {
        for (String quantity : observed.scalars()) {
            npz.put(prefix + quantity + "/steps", observed.scalar(quantity).steps());
            npz.put(prefix + quantity + "/values", observed.scalar(quantity).values());
        }
        for (String quantity : observed.series()) {
            Observations.Layers layers = observed.series(quantity).orElse(new Observations.Layers(new long[0], new double[0][]));
            npz.put(prefix + quantity + "/layers/steps", layers.steps());
            npz.put(prefix + quantity + "/layers/values", layers.values());
        }
    }
}
