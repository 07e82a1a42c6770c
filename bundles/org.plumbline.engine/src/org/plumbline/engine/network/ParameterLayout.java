package org.plumbline.engine.network;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.Maps;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.eclipse.collections.api.map.ImmutableMap;
import org.eclipse.collections.api.map.MutableMap;

/** Where each tensor of a network lies in one flat array: one after the other, row-major. Immutable. */
public final class ParameterLayout {

    /** A tensor and the index of its first element. */
    public record Slot(ParameterTensor tensor, int offset) {
        public int size() {
            return tensor.shape().size();
        }
    }

    private final ImmutableList<Slot> slots;
    private final ImmutableMap<String, Slot> byName;
    private final int size;

    public ParameterLayout(ImmutableList<ParameterTensor> tensors) {
        MutableList<Slot> list = Lists.mutable.empty();
        MutableMap<String, Slot> map = Maps.mutable.empty();
        int offset = 0;
        for (ParameterTensor tensor : tensors) {
            Slot slot = new Slot(tensor, offset);
            if (map.put(tensor.name(), slot) != null) {
                throw new ShapeException("two parameters of the network have the name '" + tensor.name() + "'");
            }
            list.add(slot);
            offset = Math.addExact(offset, slot.size());
        }
        this.slots = list.toImmutable();
        this.byName = map.toImmutable();
        this.size = offset;
    }

    public ImmutableList<Slot> slots() {
        return slots;
    }

    /** @return number of trainable numbers */
    public int size() {
        return size;
    }

    public boolean has(String name) {
        return byName.containsKey(name);
    }

    public Slot slot(String name) {
        Slot slot = byName.get(name);
        if (slot == null) {
            throw new IllegalArgumentException("no parameter '" + name + "'; there are " + byName.keysView().toSortedList());
        }
        return slot;
    }
}
