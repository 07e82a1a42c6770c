package org.plumbline.engine.execution;

import java.util.OptionalInt;
import java.util.function.Predicate;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Sequence;

/** How deep a network could be, if one repeat carries most of its depth. */
public final class DepthLimit {

    private DepthLimit() {
    }

    /**
     * @param network a tree; of its outermost repeats the longest is made shorter
     * @param fits    holds for all depths below one for which it holds
     * @return the largest depth of the whole network with which it fits, 0 if none does; empty if it has no repeat
     */
    public static OptionalInt largest(Network network, Predicate<Network> fits) {
        ImmutableList<Layer> layers = Sequence.flat(network.root());
        Repeat deepest = layers.selectInstancesOf(Repeat.class).toSortedListBy(Repeat::count).getLast();
        if (deepest == null) {
            return OptionalInt.empty();
        }
        int low = 0;
        int high = deepest.count();
        while (low < high) {
            int middle = low + (high - low + 1) / 2;
            if (fits.test(shallower(network, layers, deepest, middle))) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return OptionalInt.of(low == 0 ? 0 : shallower(network, layers, deepest, low).depth());
    }

    private static Network shallower(Network network, ImmutableList<Layer> layers, Repeat deepest, int count) {
        return Network.of(new Sequence(layers.collect(
                layer -> layer == deepest ? new Repeat(count, deepest.body(), deepest.tied()) : layer)), network.input());
    }
}
