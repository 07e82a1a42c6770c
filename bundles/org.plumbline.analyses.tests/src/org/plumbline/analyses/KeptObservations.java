package org.plumbline.analyses;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.spi.Observations;
import org.plumbline.engine.spi.Probe;

/** Keeps what probes record, and gives it back as a run does. */
final class KeptObservations implements Observations {
    private final SortedMap<String, SortedMap<Long, double[]>> scalars = new TreeMap<>();
    private final SortedMap<String, SortedMap<Long, double[]>> layers = new TreeMap<>();

    Probe.Recorder at(long step) {
        return new Probe.Recorder() {
            @Override
            public void scalar(String quantity, double value) {
                scalars.computeIfAbsent(quantity, q -> new TreeMap<>()).put(step, new double[] {value});
            }

            @Override
            public void layers(String quantity, double[] values) {
                layers.computeIfAbsent(quantity, q -> new TreeMap<>()).put(step, values.clone());
            }
        };
    }

    private static long[] steps(Map<Long, double[]> values) {
        return values.keySet().stream().mapToLong(step -> step).toArray();
    }

    @Override
    public ImmutableList<String> scalars() {
        return Lists.immutable.withAll(scalars.keySet());
    }

    @Override
    public Scalar scalar(String quantity) {
        SortedMap<Long, double[]> values = scalars.getOrDefault(quantity, new TreeMap<>());
        return new Scalar(steps(values), values.values().stream().mapToDouble(value -> value[0]).toArray());
    }

    @Override
    public ImmutableList<String> series() {
        return Lists.immutable.withAll(layers.keySet());
    }

    @Override
    public Optional<Layers> series(String quantity) {
        return Optional.ofNullable(layers.get(quantity)).map(values -> new Layers(steps(values), values.values().toArray(new double[0][])));
    }
}
