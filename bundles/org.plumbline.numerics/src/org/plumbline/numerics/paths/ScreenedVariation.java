package org.plumbline.numerics.paths;

import java.util.Arrays;

/**
 * The dynamic programme of {@link PVariation} with exact screening, V_j for j = 0, ..., L - 1.
 * <p>The path is cut into blocks of B points. A block of candidates m in M is passed over for all j in J if
 * V_{last of M} + (|c_J - c_M| + r_J + r_M)^p <= V_{first of J - 1}, with c the middle point and r the radius of a block: V does
 * not fall along the path. In a block that stays, inner products G are summed in single precision, four terms at a time and
 * side by side for the m of the block. With u = 2^-24 and all norms at most 1, G is off by at most (size/4 + 12) u, so
 * d^2 <= |x_j|^2 + |x_m|^2 - 2 G + (size/2 + 24) u. Only candidates that this bound does not exclude are computed in double, the
 * most promising first.</p>
 */
final class ScreenedVariation {

    /** Points of a block: 64 matrices of 10x10 in single precision fit the first cache; 128 take a third longer. */
    private static final int BLOCK = 64;
    private static final double UNIT_ROUNDOFF = 0x1p-24;
    private static final double MARGIN = 1 + 1e-9;
    private static final double ROUNDING = 1 + 1e-12;

    private final PathPoints points;
    private final double p;
    private final PowerBound bound;
    private final double squareError;
    private final double[] norms;
    private final double[] value;
    private final float[] products = new float[BLOCK];
    private final float[] nextProducts = new float[BLOCK];
    private final double[] upper = new double[BLOCK];
    private final float[] block;
    private final float[] pair;
    private final double[] radius;
    private final float[] singles;

    ScreenedVariation(PathPoints points, double p) {
        this.points = points;
        this.p = p;
        bound = new PowerBound(p);
        squareError = (points.size / 2 + 24) * UNIT_ROUNDOFF;
        norms = new double[points.count];
        value = new double[points.count];
        block = new float[BLOCK * points.size];
        pair = new float[2 * points.size];
        radius = new double[(points.count + BLOCK - 1) / BLOCK];
        singles = new float[Math.multiplyExact(points.count, points.size)];
        prepare();
    }

    private void prepare() {
        for (int k = 0; k < points.count; k++) {
            for (int i = 0; i < points.size; i++) {
                singles[k * points.size + i] = (float) points.entry(k, i);
            }
            norms[k] = points.squaredDistance(0, k);
            int b = k / BLOCK;
            radius[b] = Math.max(radius[b], points.squaredDistance(centre(b), k));
        }
        for (int b = 0; b < radius.length; b++) {
            radius[b] = Math.sqrt(radius[b]);
        }
    }

    private int centre(int b) {
        return Math.min(b * BLOCK + BLOCK / 2, points.count - 1);
    }

    double value() {
        for (int row = 0; row < radius.length; row++) {
            int from = row * BLOCK;
            int to = Math.min(from + BLOCK, points.count);
            if (row > 0) {
                // Below what each V_j will be; the first candidate of the block itself already reaches it.
                Arrays.fill(value, from, to, value[from - 1]);
                for (int b = row - 1; b >= 0; b--) {
                    if (mayMatter(row, b)) {
                        load(b * BLOCK, BLOCK);
                        improveAll(from, to, b * BLOCK, BLOCK);
                    }
                }
            }
            load(from, to - from);
            improveAll(from, to, from, 0);
        }
        return value[points.count - 1];
    }

    private boolean mayMatter(int row, int b) {
        double reach = Math.sqrt(points.squaredDistance(centre(row), centre(b))) + radius[row] + radius[b];
        return (value[b * BLOCK + BLOCK - 1] + Math.pow(reach, p)) * MARGIN > value[row * BLOCK - 1];
    }

    /** Lays the points of a block side by side: entry i of point m at i BLOCK + m. */
    private void load(int from, int count) {
        for (int m = 0; m < count; m++) {
            for (int i = 0; i < points.size; i++) {
                block[i * BLOCK + m] = singles[(from + m) * points.size + i];
            }
        }
    }

    /** Raises V_j for all from <= j < to to the best of the candidates of the block, or of those before j if it is their own. */
    private void improveAll(int from, int to, int start, int count) {
        for (int j = from; j < to; j += 2) {
            int both = Math.min(2, to - j);
            System.arraycopy(singles, j * points.size, pair, 0, both * points.size);
            products(block, pair, points.size, products, nextProducts);
            improve(j, start, count == 0 ? j - start : count, products);
            if (both == 2) {
                improve(j + 1, start, count == 0 ? j + 1 - start : count, nextProducts);
            }
        }
    }

    private void improve(int j, int from, int count, float[] products) {
        double norm = norms[j] + squareError;
        double best = value[j];
        int first = -1;
        double highest = best;
        for (int m = 0; m < count; m++) {
            double square = norm + norms[from + m] - 2.0 * products[m];
            double most = (value[from + m] + bound.of(square)) * ROUNDING;
            upper[m] = most;
            if (most > highest) {
                highest = most;
                first = m;
            }
        }
        if (first < 0) {
            return;
        }
        best = Math.max(best, candidate(from + first, j));
        for (int m = 0; m < count; m++) {
            if (upper[m] > best && m != first) {
                best = Math.max(best, candidate(from + m, j));
            }
        }
        value[j] = best;
    }

    private double candidate(int m, int j) {
        return value[m] + PVariation.power(points.squaredDistance(m, j), p);
    }

    /** first_m = sum_i x_i block_{i, m}, second_m likewise for the next point: both from one pass over the block. */
    private static void products(float[] block, float[] x, int size, float[] first, float[] second) {
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
        int i = 0;
        for (; i + 3 < size; i += 4) {
            float a = x[i];
            float b = x[i + 1];
            float c = x[i + 2];
            float d = x[i + 3];
            float e = x[size + i];
            float f = x[size + i + 1];
            float g = x[size + i + 2];
            float h = x[size + i + 3];
            int at = i * BLOCK;
            for (int m = 0; m < BLOCK; m++) {
                float s = block[at + m];
                float t = block[at + BLOCK + m];
                float u = block[at + 2 * BLOCK + m];
                float v = block[at + 3 * BLOCK + m];
                first[m] += a * s + b * t + (c * u + d * v);
                second[m] += e * s + f * t + (g * u + h * v);
            }
        }
        for (; i < size; i++) {
            for (int m = 0; m < BLOCK; m++) {
                first[m] += x[i] * block[i * BLOCK + m];
                second[m] += x[size + i] * block[i * BLOCK + m];
            }
        }
    }
}
