package org.plumbline.engine.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A linear map of examples that adds up entries: y_j = w sum_t x_{index(j, t)}, t = 0 .. taps-1; an index of -1 stands for 0.
 * Sums run in the order of t, so that equal input gives equal bits.
 */
final class Gather {
    private final int[] index;
    private final int taps;
    private final double weight;
    private final Shape input;
    private final Shape output;

    /** @param index [output size, taps], places within one example or -1. Kept, not copied. */
    Gather(int[] index, int taps, double weight, Shape input, Shape output) {
        this.index = index;
        this.taps = taps;
        this.weight = weight;
        this.input = input;
        this.output = output;
    }

    /** @return y for a batch [n, input shape] */
    INDArray apply(INDArray x) {
        double[] from = Entries.of(x);
        int size = input.size();
        int n = from.length / size;
        double[] to = new double[n * output.size()];
        for (int j = 0; j < to.length; j++) {
            int base = j / output.size() * size;
            int first = j % output.size() * taps;
            double sum = 0;
            for (int t = first; t < first + taps; t++) {
                sum += index[t] < 0 ? 0 : from[base + index[t]];
            }
            to[j] = weight * sum;
        }
        return Entries.array(to, x, output.stacked(n).longExtents());
    }

    /** @return the transposed map of a batch whose examples have as many entries as outputs */
    INDArray transposed(INDArray g) {
        double[] from = Entries.of(g);
        int n = from.length / output.size();
        double[] to = new double[n * input.size()];
        for (int j = 0; j < from.length; j++) {
            int base = j / output.size() * input.size();
            int first = j % output.size() * taps;
            for (int t = first; t < first + taps; t++) {
                if (index[t] >= 0) {
                    to[base + index[t]] += weight * from[j];
                }
            }
        }
        return Entries.array(to, g, input.stacked(n).longExtents());
    }

    /** @return the map at a point: it is its own derivative */
    Linearisation at(INDArray x) {
        INDArray y = apply(x);
        return new Linearisation() {
            @Override
            public INDArray output() {
                return y;
            }

            @Override
            public INDArray vjp(INDArray g, LayerParameters gradient) {
                return transposed(g);
            }

            @Override
            public INDArray jvp(INDArray dx, LayerParameters tangent) {
                return apply(dx);
            }
        };
    }
}
