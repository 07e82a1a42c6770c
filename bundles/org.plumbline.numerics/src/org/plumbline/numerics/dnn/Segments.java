package org.plumbline.numerics.dnn;

import java.util.ArrayList;
import java.util.List;

/**
 * The forward pass of a program in pieces. With one piece, what derivatives need stays. With several, only the values between
 * pieces stay, and the derivatives' passes run each piece again: the same operations on the same bytes.
 */
final class Segments {

    private static final int FORWARD = 0;
    private final boolean several;
    /** Times and numbers of forward actions at which pieces begin; the end of the last piece behind them. */
    private final List<Integer> starts = new ArrayList<>();
    private final List<Integer> actions = new ArrayList<>();
    private final int[] passes = {0, Integer.MAX_VALUE, Integer.MAX_VALUE};
    /** Times at which the backward and the tangent pass begin to run a piece again. */
    private final List<List<Integer>> again = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

    Segments(boolean several) {
        this.several = several;
    }

    boolean areSeveral() {
        return several;
    }

    /** A piece begins, or the forward pass ends. */
    void mark(int time, int actionsBefore) {
        starts.add(time);
        actions.add(actionsBefore);
    }

    int count() {
        return starts.size() - 1;
    }

    /** The piece that is being made; -1 before the first. */
    int current() {
        return starts.size() - 1;
    }

    int start(int segment) {
        return starts.get(segment);
    }

    int length(int segment) {
        return starts.get(segment + 1) - starts.get(segment);
    }

    int firstAction(int segment) {
        return actions.get(segment);
    }

    /** A pass of derivatives begins: 1 backward, 2 tangent. */
    void begin(int pass, int time) {
        passes[pass] = time;
        for (int s = 0; s < count(); s++) {
            again.get(pass).add(-1);
        }
    }

    /** The pass runs a piece again from this time on. */
    void again(int pass, int segment, int time) {
        again.get(pass).set(segment, time);
    }

    int pass(int time) {
        return time >= passes[2] ? 2 : time >= passes[1] ? 1 : FORWARD;
    }

    /** @return beginnings and ends of the times in which a place matters that was made in a piece and is used as given */
    int[] times(int segment, boolean kept, int[] first, int[] last) {
        boolean forward = last[FORWARD] >= 0;
        boolean later = last[1] >= 0 || last[2] >= 0;
        if (kept || forward && later && (!several || segment < 0 || segment >= count())) {
            return new int[] {Math.min(first[0], Math.min(first[1], first[2])), Place.ALWAYS};
        }
        if (!forward || !several || segment < 0 || segment >= count()) {
            return span(first, last);
        }
        List<Integer> out = new ArrayList<>();
        int shift = again.get(1).get(segment) - start(segment);
        if (segment == count() - 1 && last[1] >= 0) {
            // The backward pass may follow at once, without running the last piece again.
            add(out, first[0], Math.max(last[0] + shift, last[1]));
        } else {
            add(out, first[0], last[0]);
            add(out, first[0] + shift, Math.max(last[0] + shift, last[1]));
        }
        int onward = again.get(2).get(segment) - start(segment);
        add(out, first[0] + onward, Math.max(last[0] + onward, last[2]));
        return out.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] span(int[] first, int[] last) {
        return new int[] {Math.min(first[0], Math.min(first[1], first[2])), Math.max(last[0], Math.max(last[1], last[2]))};
    }

    private static void add(List<Integer> out, int from, int to) {
        out.add(from);
        out.add(to);
    }
}
