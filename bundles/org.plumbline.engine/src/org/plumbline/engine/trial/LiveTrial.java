package org.plumbline.engine.trial;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.eclipse.collections.api.list.primitive.MutableDoubleList;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.spi.TrainingRun;
import org.plumbline.engine.spi.Updater;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.store.Checkpoint;
import org.plumbline.store.CheckpointState;
import org.plumbline.store.NpyFormat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * Everything of a trial that its steps change: a checkpoint holds it, and a trial that takes it goes on with the same bits.
 * <p>Arrays {@code parameters} and {@code statistics} (flat, in the precision of the trial) and {@code losses} (one an epoch);
 * the states of optimiser, training and probes as these write them; in the text: trial, steps, positions of the random streams, and
 * seconds of work so far.</p>
 */
final class LiveTrial {
    private static final String PARAMETERS = "parameters";
    private static final String STATISTICS = "statistics";
    private static final String LOSSES = "losses";
    private static final String OPTIMISER = "optimiser";
    private static final String TRAINING = "training";
    private static final String PROBE = "probe-";

    private final String id;
    final Network network;
    final RealArray parameters;
    final RealArray statistics;
    final RandomStream shuffle;
    final RandomStream noise;
    final RandomStream augmentation;
    final MutableDoubleList losses = DoubleLists.mutable.empty();
    private final long start;
    private double secondsBefore;
    long steps;

    /** @param start {@link System#nanoTime()} when the trial began, before its data were made */
    LiveTrial(String id, Network network, RealArray parameters, RealArray statistics, TrialStreams streams, long start) {
        this.id = id;
        this.network = network;
        this.parameters = parameters;
        this.statistics = statistics;
        this.shuffle = streams.shuffle();
        this.noise = streams.noise();
        this.augmentation = streams.augmentation();
        this.start = start;
    }

    /** @return seconds of work, those of earlier attempts included up to the checkpoint that this one began from */
    double seconds() {
        return secondsBefore + (System.nanoTime() - start) * 1e-9;
    }

    /** @return the state as it is now; it must be written before the trial goes on, since nothing of it is copied */
    Checkpoint checkpoint(Updater updater, TrainingRun training, Probes probes) {
        JsonObject meta = new JsonObject();
        meta.addProperty("trial", id);
        meta.addProperty("steps", steps);
        meta.addProperty("shuffle", shuffle.position());
        meta.addProperty("noise", noise.position());
        meta.addProperty("augmentation", augmentation.position());
        meta.addProperty("seconds", seconds());
        SortedMap<String, NpyFormat.Array> arrays = new TreeMap<>();
        arrays.put(PARAMETERS, array(parameters));
        arrays.put(STATISTICS, array(statistics));
        arrays.put(LOSSES, NpyFormat.Array.of(new int[] {losses.size()}, losses.toArray()));
        SortedMap<String, CheckpointState> states = new TreeMap<>();
        states.put(OPTIMISER, updater::save);
        states.put(TRAINING, training::save);
        probes.analyses().forEach(analysis -> states.put(PROBE + analysis, out -> probes.save(analysis, out)));
        return new Checkpoint(steps, meta.toString(), arrays, states);
    }

    /** @throws InvalidInputException if the checkpoint is not one of this trial; nothing of it may be used then */
    void restore(Checkpoint checkpoint, Updater updater, TrainingRun training, Probes probes) {
        try {
            JsonObject meta = JsonParser.parseString(checkpoint.meta()).getAsJsonObject();
            if (!meta.get("trial").getAsString().equals(id)) {
                throw new IOException("it is of trial " + meta.get("trial").getAsString());
            }
            take(checkpoint, PARAMETERS, parameters);
            take(checkpoint, STATISTICS, statistics);
            losses.clear();
            losses.addAll(checkpoint.arrays().get(LOSSES).doubles());
            updater.restore(input(checkpoint, OPTIMISER));
            training.restore(input(checkpoint, TRAINING));
            for (String analysis : probes.analyses()) {
                probes.restore(analysis, input(checkpoint, PROBE + analysis));
            }
            steps = meta.get("steps").getAsLong();
            shuffle.seek(meta.get("shuffle").getAsLong());
            noise.seek(meta.get("noise").getAsLong());
            augmentation.seek(meta.get("augmentation").getAsLong());
            secondsBefore = meta.get("seconds").getAsDouble();
        } catch (IOException | RuntimeException e) {
            throw new InvalidInputException("the checkpoint at step " + checkpoint.step() + " cannot be taken up: " + e.getMessage(), e);
        }
    }

    private static NpyFormat.Array array(RealArray values) {
        int[] shape = {values.length()};
        return values instanceof RealArray.Floats floats ? NpyFormat.Array.of(shape, floats.values())
                : NpyFormat.Array.of(shape, values.doubles(values.length()));
    }

    private static void take(Checkpoint checkpoint, String name, RealArray to) throws IOException {
        NpyFormat.Array array = checkpoint.arrays().get(name);
        RealArray from = switch (to.precision()) {
            case FLOAT -> RealArray.of(array.floats());
            case DOUBLE -> RealArray.of(array.doubles());
        };
        if (from.length() != to.length()) {
            throw new IOException(name + ": expected " + to.length() + " numbers, got " + from.length());
        }
        to.copyFrom(from, 0, 0, to.length());
    }

    private static DataInputStream input(Checkpoint checkpoint, String name) throws IOException {
        return checkpoint.states().get(name).open();
    }
}
