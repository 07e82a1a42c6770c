package org.plumbline.numerics.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Turns lines into padded rows: rows[b][j] = lines[j][b].
 * <p>Squares of as many vectors as lanes are transposed by exchanging, for each power of two h below the lane count, lanes l with
 * l & h of vector k with lanes l - h of vector k + h; two powers in one sweep. Scalar copies take three times as long.</p>
 */
final class Turn {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;
    private static final VectorShuffle<Float> BY_1 = exchange(1);
    private static final VectorShuffle<Float> BY_2 = exchange(2);
    private static final VectorShuffle<Float> BY_4 = exchange(4);
    private static final VectorShuffle<Float> BY_8 = exchange(8);
    private static final VectorMask<Float> WITH_1 = with(1);
    private static final VectorMask<Float> WITH_2 = with(2);
    private static final VectorMask<Float> WITH_4 = with(4);
    private static final VectorMask<Float> WITH_8 = with(8);

    private final float[] half = new float[LANES * LANES];

    private static VectorShuffle<Float> exchange(int h) {
        return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ h) % LANES);
    }

    private static VectorMask<Float> with(int h) {
        boolean[] lanes = new boolean[LANES];
        for (int l = 0; l < LANES; l++) {
            lanes[l] = (l & h) != 0;
        }
        return VectorMask.fromArray(SPECIES, lanes, 0);
    }

    /**
     * Turns all lines.
     *
     * @param lines [width, line] from at, with room for whole squares. Not modified.
     * @param rows  [line, stride]. Modified, surplus too.
     */
    void run(float[] lines, int at, int line, float[] rows, int stride) {
        for (int b = 0; b < line; b += LANES) {
            for (int j = 0; j < stride; j += LANES) {
                int from = at + j * line + b;
                int to = b * stride + j;
                switch (LANES) {
                    case 16 -> {
                        eightAndFour(lines, from, line, half);
                        twoAndOne(half, 0, LANES, rows, to, stride);
                    }
                    case 8 -> {
                        four(lines, from, line, half);
                        twoAndOne(half, 0, LANES, rows, to, stride);
                    }
                    case 4 -> twoAndOne(lines, from, line, rows, to, stride);
                    default -> scalars(lines, from, line, rows, to, stride);
                }
            }
        }
    }

    private static void eightAndFour(float[] from, int at, int step, float[] to) {
        for (int k = 0; k < 4; k++) {
            FloatVector a = FloatVector.fromArray(SPECIES, from, at + k * step);
            FloatVector b = FloatVector.fromArray(SPECIES, from, at + (k + 4) * step);
            FloatVector c = FloatVector.fromArray(SPECIES, from, at + (k + 8) * step);
            FloatVector d = FloatVector.fromArray(SPECIES, from, at + (k + 12) * step);
            FloatVector ac = c.blend(a, WITH_8).rearrange(BY_8);
            FloatVector bd = d.blend(b, WITH_8).rearrange(BY_8);
            a = a.blend(ac, WITH_8);
            b = b.blend(bd, WITH_8);
            c = ac.blend(c, WITH_8);
            d = bd.blend(d, WITH_8);
            FloatVector ab = b.blend(a, WITH_4).rearrange(BY_4);
            FloatVector cd = d.blend(c, WITH_4).rearrange(BY_4);
            a.blend(ab, WITH_4).intoArray(to, k * LANES);
            ab.blend(b, WITH_4).intoArray(to, (k + 4) * LANES);
            c.blend(cd, WITH_4).intoArray(to, (k + 8) * LANES);
            cd.blend(d, WITH_4).intoArray(to, (k + 12) * LANES);
        }
    }

    private static void four(float[] from, int at, int step, float[] to) {
        for (int k = 0; k < 4; k++) {
            FloatVector a = FloatVector.fromArray(SPECIES, from, at + k * step);
            FloatVector b = FloatVector.fromArray(SPECIES, from, at + (k + 4) * step);
            FloatVector ab = b.blend(a, WITH_4).rearrange(BY_4);
            a.blend(ab, WITH_4).intoArray(to, k * LANES);
            ab.blend(b, WITH_4).intoArray(to, (k + 4) * LANES);
        }
    }

    private static void twoAndOne(float[] from, int at, int step, float[] to, int toAt, int toStep) {
        for (int k = 0; k < LANES; k += 4) {
            FloatVector a = FloatVector.fromArray(SPECIES, from, at + k * step);
            FloatVector b = FloatVector.fromArray(SPECIES, from, at + (k + 1) * step);
            FloatVector c = FloatVector.fromArray(SPECIES, from, at + (k + 2) * step);
            FloatVector d = FloatVector.fromArray(SPECIES, from, at + (k + 3) * step);
            FloatVector ac = c.blend(a, WITH_2).rearrange(BY_2);
            FloatVector bd = d.blend(b, WITH_2).rearrange(BY_2);
            a = a.blend(ac, WITH_2);
            b = b.blend(bd, WITH_2);
            c = ac.blend(c, WITH_2);
            d = bd.blend(d, WITH_2);
            FloatVector ab = b.blend(a, WITH_1).rearrange(BY_1);
            FloatVector cd = d.blend(c, WITH_1).rearrange(BY_1);
            a.blend(ab, WITH_1).intoArray(to, toAt + k * toStep);
            ab.blend(b, WITH_1).intoArray(to, toAt + (k + 1) * toStep);
            c.blend(cd, WITH_1).intoArray(to, toAt + (k + 2) * toStep);
            cd.blend(d, WITH_1).intoArray(to, toAt + (k + 3) * toStep);
        }
    }

    private static void scalars(float[] from, int at, int step, float[] to, int toAt, int toStep) {
        for (int k = 0; k < LANES; k++) {
            for (int l = 0; l < LANES; l++) {
                to[toAt + l * toStep + k] = from[at + k * step + l];
            }
        }
    }
}
