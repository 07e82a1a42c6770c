package org.plumbline.numerics.dnn;

import java.util.Optional;

/**
 * Which states of a stack are kept while its derivatives are computed, and which are computed again.
 * <p>The L layers are cut into segments of m, counted from the end; p segments are a group. Kept are the states before all
 * groups, those before the segments of the group at hand, and all states of the segment at hand. With p = 1 a layer is
 * computed at most twice in all, with p > 1 at most three times.</p>
 * Source: the segments are those of Chen et al., "Training deep nets with sublinear memory cost", arXiv:1604.06174, section 3.
 *
 * @param depth   L >= 1
 * @param segment m, layers in a segment, 1 to L
 * @param group   p, segments in a group, >= 1
 */
record Segmentation(int depth, int segment, int group) {

    Segmentation {
        if (segment < 1 || segment > depth) {
            throw new IllegalArgumentException("convolution stack: segment must lie in [1, " + depth + "], got " + segment);
        }
        if (group < 1) {
            throw new IllegalArgumentException("convolution stack: segments in a group must be >= 1, got " + group);
        }
    }

    int segments() {
        return ceil(depth, segment);
    }

    int groups() {
        return ceil(segments(), group);
    }

    /** The first layer of segment i; that of i = segments() is L. */
    int start(int i) {
        return Math.max(0, depth - (segments() - i) * segment);
    }

    int groupOf(int i) {
        return groups() - 1 - (segments() - 1 - i) / group;
    }

    /** The first segment of group g. */
    int first(int g) {
        return Math.max(0, segments() - (groups() - g) * group);
    }

    /** States before groups and, of the group at hand, before segments. */
    int checkpoints() {
        return groups() + Math.min(group, segments()) - 1;
    }

    /** @param copies arrays that a layer of the segment at hand keeps */
    long slots(int copies) {
        return checkpoints() + (long) copies * segment;
    }

    /** How many layers a backward pass computes again, those computed twice again counted twice. */
    long recomputed() {
        long whole = (long) group * segment;
        long firstGroup = depth - (groups() - 1) * whole;
        return depth - Math.min(depth, whole) + (groups() - 1) * (whole - segment) + Math.max(0, firstGroup - segment);
    }

    /** @return the one with the fewest layers computed again that needs so many slots at most; empty if none does */
    static Optional<Segmentation> within(int depth, int copies, long slots) {
        for (int m = (int) Math.min(depth, slots / copies); m >= 1; m--) {
            if (ceil(depth, m) + (long) copies * m <= slots) {
                return Optional.of(new Segmentation(depth, m, 1));
            }
        }
        Segmentation best = null;
        for (int m = 1; copies * (long) m < slots && m <= depth; m++) {
            long left = slots - (long) copies * m;
            for (int p = 2; p <= Math.min(left, ceil(depth, m)); p++) {
                Segmentation candidate = new Segmentation(depth, m, p);
                if (candidate.slots(copies) <= slots && (best == null || candidate.recomputed() < best.recomputed())) {
                    best = candidate;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** The fewest slots that any needs. */
    static long fewestSlots(int depth, int copies) {
        long low = 1;
        long high = 1L + copies * (long) depth;
        while (low < high) {
            long middle = (low + high) / 2;
            if (largestDepth(copies, middle) >= depth) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The largest depth that slots hold: the maximum of m p g with g + p - 1 + c m slots. */
    static long largestDepth(int copies, long slots) {
        long largest = 0;
        for (long m = 1; copies * m < slots; m++) {
            long two = slots - copies * m + 1;
            largest = Math.max(largest, m * (two / 2) * (two - two / 2));
        }
        return largest;
    }

    private static int ceil(int a, int b) {
        return (a + b - 1) / b;
    }
}
