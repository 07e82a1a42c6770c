package org.plumbline.numerics.paths;

import java.util.Arrays;
import java.util.List;

import org.plumbline.numerics.series.StackedTensor;

/**
 * The trend that weights of several depths have in common, to split the weights of one depth into trend and noise.
 * <p>C_L(i) = L^(beta - 1) sum_{k < floor(L i / T)} W_k, i = 0, ..., T; Cbar = mean of C_L over the depths given. The trend at
 * depth L is Wtrend_k = L^(-beta) T (Cbar(i + 1) - Cbar(i)), i = floor(T k / L), and the noise is W_k - Wtrend_k, its path
 * L^(beta - 1) sum_{j <= k} (W_j - Wtrend_j).</p>
 * Shape: W is [L, m] for each depth; results are [L, m], row-major. Units: those of W.
 * Source: Cohen, Cont, Rossier, Xu, "Scaling properties of deep residual networks", 2021, and its program, T = 500, depths
 * above 500 (`scaling-limits` 4.5). Pinned by WeightTrendTest.
 */
public final class WeightTrend {

    /** Cells T of the program of the paper. */
    public static final int PAPER_CELLS = 500;
    private static final int LEFT_OUT = 4;
    private static final int AVERAGED = 4;

    private final double beta;
    private final int cells;
    private final int size;
    private final double[] mean;

    private WeightTrend(double beta, int cells, int size, double[] mean) {
        this.beta = beta;
        this.cells = cells;
        this.size = size;
        this.mean = mean;
    }

    /**
     * Averages the trend over depths.
     *
     * @param stacks one or more, each with at least T layers, all with tensors of one size. Not modified.
     * @param beta   exponent of the trend, W ~ L^(-beta); the paper uses 0.2 (tanh) and 0.5 (ReLU)
     * @param cells  T >= 1
     * @throws IllegalArgumentException if there is no stack, one has fewer than T layers or another size, or beta or T is out of
     *                                  range; the message says which
     */
    public static WeightTrend of(List<StackedTensor> stacks, double beta, int cells) {
        if (stacks.isEmpty() || cells < 1 || !Double.isFinite(beta)) {
            throw new IllegalArgumentException("weight trend: needs one stack or more, T >= 1 and a finite beta, got "
                    + stacks.size() + " stacks, T " + cells + ", beta " + beta);
        }
        int size = stacks.getFirst().size();
        double[] mean = new double[(cells + 1) * size];
        for (StackedTensor stack : stacks) {
            requireShape(stack, size, cells);
            double factor = Math.pow(stack.layers(), beta - 1) / stacks.size();
            double[] sum = new double[size];
            int k = 0;
            for (int i = 0; i <= cells; i++) {
                for (; k < (long) stack.layers() * i / cells; k++) {
                    for (int j = 0; j < size; j++) {
                        sum[j] += stack.value(k, j);
                    }
                }
                for (int j = 0; j < size; j++) {
                    mean[i * size + j] += factor * sum[j];
                }
            }
        }
        return new WeightTrend(beta, cells, size, mean);
    }

    /**
     * Returns the places, in an ascending list of depths, of those that the paper averages: the four before the four largest.
     *
     * @param depths ascending. Not modified.
     * @throws IllegalArgumentException if there are fewer than eight
     */
    public static int[] paperDepths(int[] depths) {
        if (depths.length < LEFT_OUT + AVERAGED) {
            throw new IllegalArgumentException("weight trend: the paper's average leaves out the four largest depths and takes the "
                    + "four before, which needs 8 depths, got " + Arrays.toString(depths));
        }
        int first = depths.length - LEFT_OUT - AVERAGED;
        return new int[] {first, first + 1, first + 2, first + 3};
    }

    /**
     * Returns Wtrend for a depth.
     *
     * @param layers L >= T
     * @throws IllegalArgumentException if L is smaller than T: cells would be skipped
     */
    public double[] trend(int layers) {
        requireLayers(layers, cells);
        double factor = Math.pow(layers, -beta) * cells;
        double[] trend = new double[layers * size];
        for (int k = 0; k < layers; k++) {
            int i = (int) ((long) cells * k / layers);
            for (int j = 0; j < size; j++) {
                trend[k * size + j] = factor * (mean[(i + 1) * size + j] - mean[i * size + j]);
            }
        }
        return trend;
    }

    /**
     * Returns W - Wtrend.
     *
     * @param stack W. Not modified.
     * @throws IllegalArgumentException if the stack has fewer than T layers or tensors of another size
     */
    public double[] noise(StackedTensor stack) {
        requireShape(stack, size, cells);
        double[] noise = trend(stack.layers());
        for (int k = 0; k < stack.layers(); k++) {
            for (int j = 0; j < size; j++) {
                noise[k * size + j] = stack.value(k, j) - noise[k * size + j];
            }
        }
        return noise;
    }

    /**
     * Returns the noise path L^(beta - 1) sum_{j <= k} (W_j - Wtrend_j).
     *
     * @param stack W. Not modified.
     * @throws IllegalArgumentException as {@link #noise}
     */
    public double[] noisePath(StackedTensor stack) {
        double[] path = noise(stack);
        for (int at = size; at < path.length; at++) {
            path[at] += path[at - size];
        }
        double factor = Math.pow(stack.layers(), beta - 1);
        for (int at = 0; at < path.length; at++) {
            path[at] *= factor;
        }
        return path;
    }

    private static void requireShape(StackedTensor stack, int size, int cells) {
        if (stack.size() != size) {
            throw new IllegalArgumentException(
                    "weight trend: expected tensors of " + size + " entries, got " + stack.size() + " at depth " + stack.layers());
        }
        requireLayers(stack.layers(), cells);
    }

    private static void requireLayers(int layers, int cells) {
        if (layers < cells) {
            throw new IllegalArgumentException(
                    "weight trend: needs at least as many layers as cells, " + cells + ", got " + layers);
        }
    }
}
