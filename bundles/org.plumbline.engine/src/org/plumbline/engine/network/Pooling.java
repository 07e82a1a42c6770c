package org.plumbline.engine.network;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Windows of each channel, reduced to their mean or to their largest entry; without padding.
 * <p>Derivative of the largest entry: that of the first entry, in the order of rows, that attains it.</p>
 * Shape: x [n, C, H, W], y [n, C, H', W'], H' = floor((H - k)/s) + 1; or x [n, C, W]. Over the whole input: y [n, C].
 * Source: definition. Pinned by PoolingTest.
 *
 * @param form   how a window is reduced
 * @param size   k, at least 1; without effect over the whole input
 * @param stride s, at least 1; without effect over the whole input
 */
public record Pooling(Form form, int size, int stride) implements Layer {

    /** How a window is reduced. */
    public enum Form {
        /** To its mean. */
        AVERAGE,
        /** To its largest entry. */
        MAX,
        /** One window for each channel, to its mean. */
        GLOBAL_AVERAGE
    }

    public Pooling {
        if (size < 1 || stride < 1) {
            throw new ShapeException("pooling: window and stride must be at least 1, got " + size + " and " + stride);
        }
    }

    @Override
    public String kind() {
        return switch (form) {
            case AVERAGE -> "average-pool";
            case MAX -> "max-pool";
            case GLOBAL_AVERAGE -> "global-average-pool";
        };
    }

    private Windows windows(Shape input) {
        return Windows.of(kind(), input, size, stride, 0, false, 0);
    }

    @Override
    public Shape outputShape(Shape input) {
        if (form == Form.GLOBAL_AVERAGE) {
            if (input.rank() < 2) {
                throw new ShapeException(kind() + ": expected an input [channels, ...], got shape " + input);
            }
            return Shape.of(input.extent(0));
        }
        return windows(input).output(input.extent(0));
    }

    @Override
    public ImmutableList<ParameterTensor> parameters(Shape input) {
        return Lists.immutable.empty();
    }

    @Override
    public Cost cost(Shape input) {
        double outputs = outputShape(input).size();
        double window = form == Form.GLOBAL_AVERAGE ? input.size() / outputs : windows(input).area();
        return new Cost(outputs * window, outputs);
    }

    @Override
    public boolean separable() {
        return true;
    }

    @Override
    public Linearisation linearise(LayerParameters parameters, INDArray x, Pass pass) {
        Shape batch = Shape.of(Arrays.stream(x.shape()).mapToInt(Math::toIntExact).toArray());
        Shape input = batch.unstacked();
        if (form == Form.GLOBAL_AVERAGE) {
            int[] all = IntStream.range(0, input.size()).toArray();
            int area = input.size() / input.extent(0);
            return new Gather(all, area, 1.0 / area, input, outputShape(input)).at(x);
        }
        Windows windows = windows(input);
        int[] places = windows.places();
        Shape output = outputShape(input);
        return form == Form.AVERAGE ? new Gather(places, windows.area(), 1.0 / windows.area(), input, output).at(x)
                : largest(x, places, windows.area(), batch, output.stacked(batch.extent(0)));
    }

    /** Which entry is the largest depends on the example: a gather over the whole batch as if it were one example. */
    private static Linearisation largest(INDArray x, int[] places, int area, Shape batch, Shape outputs) {
        double[] values = Entries.of(x);
        int example = batch.unstacked().size();
        int[] chosen = new int[outputs.size()];
        int each = outputs.unstacked().size();
        for (int j = 0; j < chosen.length; j++) {
            int base = j / each * example;
            int best = base + places[j % each * area];
            for (int t = 1; t < area; t++) {
                int candidate = base + places[j % each * area + t];
                if (values[candidate] > values[best] || Double.isNaN(values[candidate])) {
                    best = candidate;
                }
            }
            chosen[j] = best;
        }
        Gather whole = new Gather(chosen, 1, 1, batch, outputs);
        Linearisation one = whole.at(x);
        return new Linearisation() {
            @Override
            public INDArray output() {
                return one.output().reshape(outputs.longExtents());
            }

            @Override
            public INDArray vjp(INDArray g, LayerParameters gradient) {
                return one.vjp(g, gradient).reshape(batch.longExtents());
            }

            @Override
            public INDArray jvp(INDArray dx, LayerParameters tangent) {
                return one.jvp(dx, tangent).reshape(outputs.longExtents());
            }
        };
    }
}
