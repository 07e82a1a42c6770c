package org.plumbline.engine.network;

import java.util.Arrays;

import org.eclipse.collections.api.factory.Maps;
import org.eclipse.collections.api.map.ImmutableMap;
import org.eclipse.collections.api.map.MutableMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;

/**
 * Values (or gradients, or tangents) of a layer's parameters, by name: a window on the flat array of the network.
 * Inside a repeat the window shows one copy of each stacked tensor.
 */
public final class LayerParameters {

    private record Window(int offset, Shape shape, int stackRank) {
    }

    private final RealArray flat;
    private final ImmutableMap<String, Window> windows;

    private LayerParameters(RealArray flat, ImmutableMap<String, Window> windows) {
        this.flat = flat;
        this.windows = windows;
    }

    /** @param flat values in the order of the layout; arrays got from them are of its precision. Shared, not copied. */
    public static LayerParameters of(ParameterLayout layout, RealArray flat) {
        return new LayerParameters(flat, windows(layout));
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
        return array(flat, w.offset(), w.shape().size()).reshape(shape);
    }

    private static INDArray array(RealArray flat, int from, int size) {
        return switch (flat.slice(from, size)) {
            case RealArray.Floats floats -> Nd4j.createFromArray(floats.values());
            case RealArray.Doubles doubles -> Nd4j.createFromArray(doubles.values());
            case RealArray other -> Nd4j.createFromArray(other.doubles(size)).castTo(
                    other.precision() == Precision.FLOAT ? DataType.FLOAT : DataType.DOUBLE);
        };
    }

    /** @return the value of a parameter that is a single number */
    public double scalar(String name) {
        return flat.get(window(name).offset());
    }

    /** Moves a tensor towards values of its shape: t becomes t + share (values - t). */
    public void move(String name, double[] values, double share) {
        Window w = window(name);
        for (int i = 0; i < values.length; i++) {
            int at = w.offset() + i;
            flat.set(at, flat.get(at) + share * (values[i] - flat.get(at)));
        }
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
