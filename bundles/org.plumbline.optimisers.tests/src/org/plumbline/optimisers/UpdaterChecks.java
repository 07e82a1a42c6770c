package org.plumbline.optimisers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.Updater;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/** What holds of every updater. */
final class UpdaterChecks {

    private UpdaterChecks() {
    }

    /** What the tests' optimisers have for defaults, with changes: id, value, id, value ... */
    static Settings settings(Object... changes) {
        Map<String, Object> values = new TreeMap<>(Map.of("lr", 0.1, "momentum", 0.0, "nesterov", false, "decay", 0.0,
                "beta1", 0.9, "beta2", 0.999, "epsilon", 1e-8, "rho", 0.99));
        values.putAll(Map.of("schedule", "constant", "period", 1000L, "drop", 0.1, "floor", 0.0, "warmup", 0L, "depthPower", 0.0));
        for (int i = 0; i < changes.length; i += 2) {
            values.put((String) changes[i], changes[i + 1]);
        }
        return Settings.of(values);
    }

    static float[] gaussians(int n, String name) {
        RandomStream random = new RandomStreams(11).stream(name);
        float[] values = new float[n];
        random.gaussians(values, 0, 1);
        return values;
    }

    /** The same draws in double. */
    static double[] wideGaussians(int n, String name) {
        double[] values = new double[n];
        new RandomStreams(11).stream(name).gaussians(values, 0, 1);
        return values;
    }

    /** Three steps, save, restore into a new one, three more: the same bits as six steps. */
    static void continuesAfterRestore(Supplier<Updater> make, int n) throws IOException {
        float[] whole = gaussians(n, "start");
        float[] parted = whole.clone();
        Updater one = make.get();
        Updater first = make.get();
        for (int t = 0; t < 3; t++) {
            float[] g = gaussians(n, "g" + t);
            float[] kept = g.clone();
            one.step(RealArray.of(whole), RealArray.of(g));
            assertThat(g).containsExactly(kept);
            first.step(RealArray.of(parted), RealArray.of(g));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        first.save(new DataOutputStream(bytes));
        Updater second = make.get();
        second.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        for (int t = 3; t < 6; t++) {
            one.step(RealArray.of(whole), RealArray.of(gaussians(n, "g" + t)));
            second.step(RealArray.of(parted), RealArray.of(gaussians(n, "g" + t)));
        }
        assertThat(parted).containsExactly(whole);
    }
}
