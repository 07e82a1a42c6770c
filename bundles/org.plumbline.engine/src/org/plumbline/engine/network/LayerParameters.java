package org.plumbline.engine.network;

import java.util.Arrays;

import org.eclipse.collections.api.factory.Maps;
import org.eclipse.collections.api.map.ImmutableMap;
import org.eclipse.collections.api.map.MutableMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Values (or gradients, or tangents) of a layer's parameters, by name: a window on the flat array of the network.
 * Inside a repeat the window shows one copy of each stacked tensor.
 */
public final class LayerParameters {

    private record Window(int offset, Shape shape, int stackRank) {
    }

    /** The flat array behind all windows, in one of two precisions. */
    private interface Storage {
        INDArray copy(int from, int size);

        double get(int index);

        void add(int index, double value);
    }

    private record Floats(float[] values) implements Storage {
        @Override
        public INDArray copy(int from, int size) {
            return Nd4j.createFromArray(Arrays.copyOfRange(values, from, from + size));
        }

        @Override
        public double get(int index) {
            return values[index];
        }

        @Override
        public void add(int index, double value) {
            values[index] += (float) value;
        }
    }

    private record Doubles(double[] values) implements Storage {
        @Override
        public INDArray copy(int from, int size) {
            return Nd4j.createFromArray(Arrays.copyOfRange(values, from, from + size));
        }

        @Override
        public double get(int index) {
            return values[index];
        }

        @Override
        public void add(int index, double value) {
            values[index] += value;
        }
    }

    private final Storage flat;
    private final ImmutableMap<String, Window> windows;

    private LayerParameters(Storage flat, ImmutableMap<String, Window> windows) {
        this.flat = flat;
        this.windows = windows;
    }

    /** @param flat values in the order of the layout; arrays got from them are float32. Shared, not copied. */
    public static LayerParameters of(ParameterLayout layout, float[] flat) {
        return new LayerParameters(new Floats(flat), windows(layout));
    }

    /** @param flat values in the order of the layout; arrays got from them are float64. Shared, not copied. */
    public static LayerParameters of(ParameterLayout layout, double[] flat) {
        return new LayerParameters(new Doubles(flat), windows(layout));
    }

    private static ImmutableMap<String, Window> windows(ParameterLayout layout) {
        MutableMap<String, Window> map = Maps.mutable.empty();
        layout.slots().forEach(slot -> map.put(slot.tensor().name(),
                new Window(slot.offset(), slot.tensor().shape(), slot.tensor().stackRank())));
        return map.toImmutable();
    }

    /** @return the parameters of copy k of a repeat's body; tensors that are not stacked stay as they are */
    public LayerParameters copy(int k) {
        return new LayerParameters(flat, windows.collectValues((name, w) -> {
            if (w.stackRank() == 0) {
                return w;
            }
            Shape inner = w.shape().unstacked();
            return new Window(w.offset() + k * inner.size(), inner, w.stackRank() - 1);
        }));
    }

    /** @return the values of a tensor as a new array that the caller owns; a scalar has shape [1] */
    public INDArray get(String name) {
        Window w = window(name);
        long[] shape = w.shape().rank() == 0 ? new long[] {1} : w.shape().longExtents();
        return flat.copy(w.offset(), w.shape().size()).reshape(shape);
    }

    /** @return the value of a parameter that is a single number */
    public double scalar(String name) {
        return flat.get(window(name).offset());
    }

    /** Adds an array of the tensor's shape to it. */
    public void add(String name, INDArray values) {
        Window w = window(name);
        if (values.length() != w.shape().size()) {
            throw new ShapeException("gradient of '" + name + "': expected shape " + w.shape() + ", got "
                    + Arrays.toString(values.shape()));
        }
        double[] added = Entries.of(values);
        for (int i = 0; i < added.length; i++) {
            flat.add(w.offset() + i, added[i]);
        }
    }

    /** Adds to a parameter that is a single number. */
    public void add(String name, double value) {
        flat.add(window(name).offset(), value);
    }

    private Window window(String name) {
        Window w = windows.get(name);
        if (w == null) {
            throw new IllegalArgumentException("no parameter '" + name + "'; there are " + windows.keysView().toSortedList());
        }
        return w;
    }
}
