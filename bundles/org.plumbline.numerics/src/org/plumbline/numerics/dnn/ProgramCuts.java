package org.plumbline.numerics.dnn;

import java.util.ArrayList;
import java.util.List;

/** Where a program may be cut: after nodes that are all that both sides share. */
final class ProgramCuts {

    private final List<Integer> places = new ArrayList<>();
    /** Numbers that the nodes up to a place make for one example. */
    private final List<Double> before = new ArrayList<>();
    private double all;

    ProgramCuts(LayerGraph graph) {
        Fusion fusion = new Fusion(graph);
        int n = graph.nodes().size();
        int[] lastReader = new int[n];
        for (int i = 0; i < n; i++) {
            for (int source : graph.node(i).sources()) {
                lastReader[source] = i;
            }
        }
        int reach = lastReader[0];
        for (int i = 1; i < graph.output(); i++) {
            all += graph.node(i).shape().size();
            if (reach <= i && !fusion.isFused(i + 1)) {
                places.add(i);
                before.add(all);
            }
            reach = Math.max(reach, lastReader[i]);
        }
        all += graph.node(graph.output()).shape().size();
    }

    /** The most pieces that there can be. */
    int most() {
        return places.size() + 1;
    }

    /** The cuts that make so many pieces, or fewer, of about equal size. */
    int[] pieces(int count) {
        List<Integer> cuts = new ArrayList<>();
        int at = 0;
        for (int k = 1; k < count; k++) {
            double wanted = all * k / count;
            while (at < places.size() && before.get(at) < wanted) {
                at++;
            }
            if (at < places.size() && (cuts.isEmpty() || cuts.getLast() < places.get(at))) {
                cuts.add(places.get(at));
            }
        }
        return cuts.stream().mapToInt(Integer::intValue).toArray();
    }
}
