package org.plumbline.numerics.dnn;

import java.util.List;

import org.plumbline.numerics.kernels.Activation;

/** Which activations become a part of the operation before them, and which values derivatives need. */
final class Fusion {

    private final List<LayerNode> nodes;
    private final int[] readers;
    private final Activation[] after;
    private final boolean[] fused;
    private final boolean[] kept;

    Fusion(LayerGraph graph) {
        nodes = graph.nodes();
        readers = new int[nodes.size()];
        after = new Activation[nodes.size()];
        fused = new boolean[nodes.size()];
        kept = new boolean[nodes.size()];
        readers[graph.output()]++;
        nodes.forEach(node -> node.sources().forEach(source -> readers[source]++));
        for (int i = 0; i < after.length; i++) {
            after[i] = Activation.IDENTITY;
        }
        for (int i = 0; i < after.length; i++) {
            if (nodes.get(i) instanceof LayerNode.Activate a && readers[a.source()] == 1 && takes(a.source(), a.function())) {
                after[a.source()] = a.function();
                fused[i] = true;
            }
        }
        for (int i = 0; i < kept.length; i++) {
            LayerNode node = nodes.get(i);
            for (int source : node.sources()) {
                kept[source] |= node.keepsSource(source);
            }
            kept[i] |= node instanceof LayerNode.Activate || after[i] != Activation.IDENTITY;
        }
    }

    private boolean takes(int source, Activation function) {
        return switch (nodes.get(source)) {
            case LayerNode.Convolve c -> Activations.isFusable(function);
            case LayerNode.Add a -> Activations.isFusable(function);
            case LayerNode.Normalise n -> function == Activation.RELU;
            default -> false;
        };
    }

    /** The activation that node i ends with. */
    Activation after(int i) {
        return after[i];
    }

    /** Whether node i is a part of its source. */
    boolean isFused(int i) {
        return fused[i];
    }

    /** Whether the only reader of a value may write its result over it. */
    boolean mayOverwrite(int value) {
        if (fused[value]) {
            return readers[value] == 1 && !kept[value] && !kept[nodes.get(value).sources().getFirst()];
        }
        return readers[value] == 1 && !kept[value];
    }
}
