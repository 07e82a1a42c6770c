package org.plumbline.engine.network;

import java.util.Arrays;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Channels of zeros in front of an input and behind it. Shape: x [n, C, ...], y [n, before + C + behind, ...].
 *
 * @param before number of channels added in front, at least 0
 * @param behind number of channels added behind, at least 0
 */
public record ChannelPadding(int before, int behind) implements Layer {

    public ChannelPadding {
        if (before < 0 || behind < 0) {
            throw new ShapeException("channel-padding: numbers of channels must be at least 0, got " + before + " and " + behind);
        }
    }

    @Override
    public String kind() {
        return "channel-padding";
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.rank() < 1) {
            throw new ShapeException(kind() + ": expected an input [channels, ...], got a single number");
        }
        int[] extents = input.extents();
        extents[0] = Math.addExact(extents[0], Math.addExact(before, behind));
        return Shape.of(extents);
    }

    @Override
    public ImmutableList<ParameterTensor> parameters(Shape input) {
        return Lists.immutable.empty();
    }

    @Override
    public Cost cost(Shape input) {
        return new Cost(0, outputShape(input).size());
    }

    @Override
    public boolean separable() {
        return true;
    }

    @Override
    public Linearisation linearise(LayerParameters parameters, INDArray x, Pass pass) {
        Shape input = Shape.of(Arrays.stream(x.shape()).mapToInt(Math::toIntExact).toArray()).unstacked();
        Shape output = outputShape(input);
        int[] index = new int[output.size()];
        Arrays.fill(index, -1);
        int first = before * (input.size() / input.extent(0));
        for (int i = 0; i < input.size(); i++) {
            index[first + i] = i;
        }
        return new Gather(index, 1, 1, input, output).at(x);
    }
}
