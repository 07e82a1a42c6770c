package org.plumbline.numerics.dnn;

import java.util.List;
import java.util.OptionalInt;

import org.plumbline.numerics.kernels.Activation;
import org.plumbline.numerics.kernels.LayerScale;

/** One operation of a {@link LayerGraph}; values are named by their index. */
sealed interface LayerNode {

    /** The extents of its result. */
    ValueShape shape();

    /** The values that it reads. */
    List<Integer> sources();

    /** Whether a derivative needs the value read. */
    default boolean keepsSource(int source) {
        return false;
    }

    /** The input of the program. */
    record Input(ValueShape shape) implements LayerNode {
        @Override
        public List<Integer> sources() {
            return List.of();
        }
    }

    /** A convolution; a circular one stands behind a {@link Surround}. */
    record Convolve(int source, ConvolutionStep step, ValueShape shape) implements LayerNode {
        @Override
        public List<Integer> sources() {
            return List.of(source);
        }

        @Override
        public boolean keepsSource(int value) {
            return true;
        }
    }

    /** Rows and columns of the periodic continuation around an image. */
    record Surround(int source, int rows, int columns, ValueShape shape) implements LayerNode {
        @Override
        public List<Integer> sources() {
            return List.of(source);
        }
    }

    /** y = x A + b, A [in, out]. */
    record Multiply(int source, int weights, OptionalInt bias, ValueShape shape) implements LayerNode {
        @Override
        public List<Integer> sources() {
            return List.of(source);
        }

        @Override
        public boolean keepsSource(int value) {
            return true;
        }
    }

    /** Batch normalisation, by the batch's statistics or given ones. */
    record Normalise(int source, NormalisationStep step, ValueShape shape) implements LayerNode {
        @Override
        public List<Integer> sources() {
            return List.of(source);
        }

        @Override
        public boolean keepsSource(int value) {
            return true;
        }
    }

    /** Layer normalisation: each example by its own mean and variance; gamma and beta have its shape. */
    record Standardise(int source, double epsilon, OptionalInt gamma, OptionalInt beta, ValueShape shape) implements LayerNode {
        @Override
        public List<Integer> sources() {
            return List.of(source);
        }

        @Override
        public boolean keepsSource(int value) {
            return true;
        }
    }

    /** A function of each entry. */
    record Activate(int source, Activation function, ValueShape shape) implements LayerNode {
        @Override
        public List<Integer> sources() {
            return List.of(source);
        }
    }

    /** A smooth function of each entry, whose derivative needs the source. */
    record Smooth(int source, SmoothFunction function, ValueShape shape) implements LayerNode {
        @Override
        public List<Integer> sources() {
            return List.of(source);
        }

        @Override
        public boolean keepsSource(int value) {
            return true;
        }
    }

    /** kept + s branch. */
    record Add(int kept, int branch, LayerScale scale, int offset, ValueShape shape) implements LayerNode {
        @Override
        public List<Integer> sources() {
            return List.of(kept, branch);
        }

        @Override
        public boolean keepsSource(int value) {
            return value == branch && isTrainable();
        }

        boolean isTrainable() {
            return scale.kind() != LayerScale.Kind.CONSTANT;
        }
    }

    /** The mean or the largest entry of each window. */
    record Pool(int source, boolean largest, int rows, int columns, int strideDown, int strideRight, ValueShape shape)
            implements LayerNode {
        @Override
        public List<Integer> sources() {
            return List.of(source);
        }

        @Override
        public boolean keepsSource(int value) {
            return largest;
        }
    }

    /** An image as a vector, in the order channel, row, column. */
    record Flatten(int source, ValueShape shape) implements LayerNode {
        @Override
        public List<Integer> sources() {
            return List.of(source);
        }
    }

    /** Channels of zeros in front and behind. */
    record PadChannels(int source, int before, ValueShape shape) implements LayerNode {
        @Override
        public List<Integer> sources() {
            return List.of(source);
        }
    }
}
