package org.plumbline.engine.network;

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

    private final float[] flat;
    private final ImmutableMap<String, Window> windows;

    private LayerParameters(float[] flat, ImmutableMap<String, Window> windows) {
        this.flat = flat;
        this.windows = windows;
    }

    /** @param flat values in the order of the layout. Shared, not copied. */
    public static LayerParameters of(ParameterLayout layout, float[] flat) {
        MutableMap<String, Window> map = Maps.mutable.empty();
        layout.slots().forEach(slot -> map.put(slot.tensor().name(),
                new Window(slot.offset(), slot.tensor().shape(), slot.tensor().stackRank())));
        return new LayerParameters(flat, map.toImmutable());
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
        float[] values = new float[w.shape().size()];
        System.arraycopy(flat, w.offset(), values, 0, values.length);
        long[] shape = w.shape().rank() == 0 ? new long[] {1} : w.shape().longExtents();
        return Nd4j.createFromArray(values).reshape(shape);
    }

    /** @return the value of a parameter that is a single number */
    public float scalar(String name) {
        return flat[window(name).offset()];
    }

    /** Adds an array of the tensor's shape to it. */
    public void add(String name, INDArray values) {
        Window w = window(name);
        if (values.length() != w.shape().size()) {
            throw new ShapeException("gradient of '" + name + "': expected shape " + w.shape() + ", got "
                    + java.util.Arrays.toString(values.shape()));
        }
        float[] added = values.dup('c').data().asFloat();
        for (int i = 0; i < added.length; i++) {
            flat[w.offset() + i] += added[i];
        }
    }

    /** Adds to a parameter that is a single number. */
    public void add(String name, double value) {
        flat[window(name).offset()] += (float) value;
    }

    private Window window(String name) {
        Window w = windows.get(name);
        if (w == null) {
            throw new IllegalArgumentException("no parameter '" + name + "'; there are " + windows.keysView().toSortedList());
        }
        return w;
    }
}
