package org.plumbline.numerics.dnn;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

import org.plumbline.numerics.kernels.Activation;
import org.plumbline.numerics.kernels.LayerScale;

/**
 * A network of layers as a {@link LayerProgram} computes it: which value is made how from which. Immutable; without natives.
 * <p>Parameters lie in a flat array at the offsets that the layers name. Layers may share a slice (tied weights): their
 * gradients are then added. Slices that overlap otherwise are refused.</p>
 */
public final class LayerGraph {

    private final List<LayerNode> nodes;
    private final int output;
    private final int requiredLength;

    private LayerGraph(List<LayerNode> nodes, int output, int requiredLength) {
        this.nodes = List.copyOf(nodes);
        this.output = output;
        this.requiredLength = requiredLength;
    }

    /** Starts with an input of images [n, channels, height, width]. */
    public static Builder images(int channels, int height, int width) {
        return new Builder(ValueShape.image(channels, height, width));
    }

    /** Starts with an input of vectors [n, count]. */
    public static Builder features(int count) {
        return new Builder(ValueShape.features(count));
    }

    List<LayerNode> nodes() {
        return nodes;
    }

    int output() {
        return output;
    }

    LayerNode node(int value) {
        return nodes.get(value);
    }

    /** Returns the extents of one example of the input. */
    public ValueShape inputShape() {
        return nodes.getFirst().shape();
    }

    /** Returns the extents of one example of the output. */
    public ValueShape outputShape() {
        return nodes.get(output).shape();
    }

    /** Returns the least length of an array that holds all parameters. */
    public int requiredLength() {
        return requiredLength;
    }

    /** Returns the floating-point operations of all products in the forward direction for one example; a multiply-add as two. */
    public double forwardFlops() {
        double flops = 0;
        for (LayerNode node : nodes) {
            flops += switch (node) {
                case LayerNode.Convolve c -> 2.0 * c.step().weightCount(nodes.get(c.source()).shape().channels())
                        * c.shape().height() * c.shape().width();
                case LayerNode.Multiply m -> 2.0 * m.shape().channels() * nodes.get(m.source()).shape().channels();
                default -> 0;
            };
        }
        return flops;
    }

    /** Adds layers; each method returns the index of the value that it makes, for use as a source of later ones. */
    public static final class Builder {

        private final List<LayerNode> nodes = new ArrayList<>();
        private int required;

        private Builder(ValueShape input) {
            nodes.add(new LayerNode.Input(input));
        }

        /** Returns the index of the input. */
        public int input() {
            return 0;
        }

        /** Returns the extents of one example of a value. */
        public ValueShape shape(int value) {
            return nodes.get(value).shape();
        }

        /** A convolution of an image. */
        public int convolution(int x, ConvolutionStep step) {
            Objects.requireNonNull(step, "step");
            ValueShape input = shape(x);
            ValueShape output = step.output(input);
            require(step.weights(), step.weightCount(input.channels()));
            step.bias().ifPresent(b -> require(b, step.outputs()));
            boolean surround = step.padding() == ConvolutionPadding.CIRCULAR && step.paddingHeight() + step.paddingWidth() > 0;
            return add(new LayerNode.Convolve(surround ? surround(x, step) : x, surround ? unpadded(step) : step, output));
        }

        private int surround(int x, ConvolutionStep step) {
            ValueShape s = shape(x);
            if (step.paddingHeight() > s.height() || step.paddingWidth() > s.width()) {
                throw new IllegalArgumentException("layer graph: circular padding by %d x %d does not fit %s"
                        .formatted(step.paddingHeight(), step.paddingWidth(), s));
            }
            return add(new LayerNode.Surround(x, step.paddingHeight(), step.paddingWidth(), ValueShape.image(s.channels(),
                    s.height() + 2 * step.paddingHeight(), s.width() + 2 * step.paddingWidth())));
        }

        private static ConvolutionStep unpadded(ConvolutionStep step) {
            return new ConvolutionStep(step.outputs(), step.kernelHeight(), step.kernelWidth(), step.stride(), 0, 0,
                    ConvolutionPadding.ZERO, step.weights(), step.bias());
        }

        /** A batch normalisation of an image or a vector. */
        public int batchNorm(int x, NormalisationStep step) {
            Objects.requireNonNull(step, "step");
            ValueShape shape = shape(x);
            for (OptionalInt offset : List.of(step.gamma(), step.beta(), step.mean(), step.variance())) {
                offset.ifPresent(at -> require(at, shape.channels()));
            }
            return add(new LayerNode.Normalise(x, step, shape));
        }

        /**
         * A layer normalisation: y = gamma (x - mean) / sqrt(variance + epsilon) + beta, mean and population variance over the
         * entries of an example.
         *
         * @param epsilon > 0, in squared units of x
         * @param gamma   index of gamma, in the shape of an example, row-major; empty: 1
         * @param beta    index of beta, likewise; empty: 0
         */
        public int layerNorm(int x, double epsilon, OptionalInt gamma, OptionalInt beta) {
            if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
                throw new IllegalArgumentException("layer graph: epsilon must be > 0 and finite, got " + epsilon);
            }
            gamma.ifPresent(at -> require(at, shape(x).size()));
            beta.ifPresent(at -> require(at, shape(x).size()));
            return add(new LayerNode.Standardise(x, epsilon, gamma, beta, shape(x)));
        }

        /** A function of each entry. */
        public int activation(int x, Activation function) {
            Activations.requireServed(function);
            return add(new LayerNode.Activate(x, function, shape(x)));
        }

        /** A smooth function of each entry. */
        public int smooth(int x, SmoothFunction function) {
            return add(new LayerNode.Smooth(x, Objects.requireNonNull(function, "function"), shape(x)));
        }

        /** kept + branch */
        public int add(int kept, int branch) {
            return add(kept, branch, LayerScale.one(), 0);
        }

        /**
         * kept + s branch
         *
         * @param scale  s: a constant; |delta| (shared) or delta (per layer) with one trained delta
         * @param offset index of delta; without effect for a constant
         */
        public int add(int kept, int branch, LayerScale scale, int offset) {
            Objects.requireNonNull(scale, "scale");
            if (!shape(kept).equals(shape(branch))) {
                throw new IllegalArgumentException(
                        "layer graph: the branch gives %s, the skip connection %s".formatted(shape(branch), shape(kept)));
            }
            LayerNode.Add node = new LayerNode.Add(kept, branch, scale, offset, shape(kept));
            if (node.isTrainable()) {
                require(offset, 1);
            }
            return add(node);
        }

        /** The mean over windows of size x size, without padding: H' = floor((H - size)/stride) + 1. A sequence has windows of one row. */
        public int averagePool(int x, int size, int stride) {
            return pool(x, false, size, stride);
        }

        /** The largest entry of windows of size x size, without padding; its derivative is that of the first such entry. */
        public int maxPool(int x, int size, int stride) {
            return pool(x, true, size, stride);
        }

        private int pool(int x, boolean largest, int size, int stride) {
            ValueShape s = shape(x);
            int rows = s.height() == 1 ? 1 : size;
            if (s.flat() || size < 1 || stride < 1 || rows > s.height() || size > s.width()) {
                throw new IllegalArgumentException("layer graph: windows of %d at distance %d do not fit %s".formatted(size, stride, s));
            }
            int down = s.height() == 1 ? 1 : stride;
            return add(new LayerNode.Pool(x, largest, rows, size, down, stride, ValueShape.image(s.channels(),
                    (s.height() - rows) / down + 1, (s.width() - size) / stride + 1)));
        }

        /** The mean of each channel, as a vector. */
        public int globalAveragePool(int x) {
            ValueShape s = requireImage(x);
            return flatten(add(new LayerNode.Pool(x, false, s.height(), s.width(), 1, 1, ValueShape.image(s.channels(), 1, 1))));
        }

        /** An image as a vector, in the order channel, row, column. */
        public int flatten(int x) {
            return add(new LayerNode.Flatten(x, ValueShape.features(requireImage(x).size())));
        }

        /** x A + b for a vector x; A [in, outputs]. */
        public int dense(int x, int outputs, int weights, OptionalInt bias) {
            ValueShape s = shape(x);
            if (!s.flat() || outputs < 1) {
                throw new IllegalArgumentException("layer graph: dense needs a vector and outputs >= 1, got %s and %d".formatted(s, outputs));
            }
            require(weights, (long) s.channels() * outputs);
            bias.ifPresent(b -> require(b, outputs));
            return add(new LayerNode.Multiply(x, weights, bias, ValueShape.features(outputs)));
        }

        /** Channels of zeros in front of an image and behind it. */
        public int padChannels(int x, int before, int behind) {
            ValueShape s = requireImage(x);
            if (before < 0 || behind < 0) {
                throw new IllegalArgumentException("layer graph: numbers of channels must be >= 0, got " + before + " and " + behind);
            }
            return add(new LayerNode.PadChannels(x, before,
                    ValueShape.image(Math.addExact(s.channels(), Math.addExact(before, behind)), s.height(), s.width())));
        }

        /**
         * Ends the graph.
         *
         * @param output the value that is the output
         * @throws IllegalArgumentException if a value has no effect on the output; the message names it
         */
        public LayerGraph build(int output) {
            boolean[] used = new boolean[nodes.size()];
            used[shapeIndex(output)] = true;
            for (int i = nodes.size() - 1; i >= 0; i--) {
                if (!used[i]) {
                    throw new IllegalArgumentException("layer graph: value " + i + " has no effect on the output");
                }
                nodes.get(i).sources().forEach(source -> used[source] = true);
            }
            return new LayerGraph(nodes, output, required);
        }

        private int shapeIndex(int value) {
            return Objects.checkIndex(value, nodes.size());
        }

        private ValueShape requireImage(int x) {
            if (shape(x).flat()) {
                throw new IllegalArgumentException("layer graph: expected an image, got " + shape(x));
            }
            return shape(x);
        }

        private void require(int offset, long count) {
            if (offset < 0 || offset + count > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("layer graph: " + count + " parameters from " + offset + " on do not fit into one array");
            }
            required = Math.max(required, (int) (offset + count));
        }

        private int add(LayerNode node) {
            nodes.add(node);
            return nodes.size() - 1;
        }
    }
}
