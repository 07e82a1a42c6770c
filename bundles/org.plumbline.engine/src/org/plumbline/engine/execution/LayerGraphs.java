package org.plumbline.engine.execution;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.ChannelPadding;
import org.plumbline.engine.network.Convolution;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Flatten;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Normalisation;
import org.plumbline.engine.network.ParameterLayout;
import org.plumbline.engine.network.Pooling;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.numerics.dnn.ConvolutionPadding;
import org.plumbline.numerics.dnn.ConvolutionStep;
import org.plumbline.numerics.dnn.LayerGraph;
import org.plumbline.numerics.dnn.NormalisationStep;
import org.plumbline.numerics.dnn.SmoothFunction;
import org.plumbline.numerics.dnn.ValueShape;
import org.plumbline.numerics.kernels.Activation;
import org.plumbline.numerics.kernels.LayerScale;

/** Translates layer trees into the graphs that layer programs compute, with all repeats written out. */
final class LayerGraphs {

    /** A layer that these kernels do not have. */
    private static final class UnsupportedLayer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnsupportedLayer(String kind) {
            super(kind);
        }
    }

    /**
     * One batch normalisation of a graph.
     *
     * @param value    its value in the graph
     * @param mean     place of its running mean in the statistics
     * @param variance place of its running variance
     * @param momentum share of a batch
     * @param channels number of channels
     * @param area     entries of a channel in one example
     */
    record Observed(int value, int mean, int variance, double momentum, int channels, int area) {
    }

    /**
     * @param graph    the layers
     * @param observed its batch normalisations, in the order of the layers
     */
    record Translation(LayerGraph graph, ImmutableList<Observed> observed) {
    }

    /** Which copy of an enclosing repeat is being translated. */
    private record Copy(int count, int index, boolean tied) {
    }

    private final ParameterLayout layout;
    private final ParameterLayout statistics;
    private final Mode mode;
    private final LayerGraph.Builder builder;
    private final MutableList<Observed> observed = Lists.mutable.empty();
    private final MutableList<Copy> copies = Lists.mutable.empty();

    private LayerGraphs(Network network, Shape input, Mode mode) {
        this.layout = network.layout();
        this.statistics = network.statistics();
        this.mode = mode;
        builder = switch (input.rank()) {
            case 1 -> LayerGraph.features(input.extent(0));
            case 2 -> LayerGraph.images(input.extent(0), 1, input.extent(1));
            case 3 -> LayerGraph.images(input.extent(0), input.extent(1), input.extent(2));
            default -> throw new UnsupportedLayer("input of rank " + input.rank());
        };
    }

    /**
     * @param input shape of one example before the layers
     * @param mode  in mode {@code EVALUATION} normalisations take running statistics, which are expected behind the parameters
     * @return the graph; empty if there are no kernels for one of the layers
     */
    static Optional<Translation> translate(Network network, ImmutableList<Layer> layers, Shape input, Mode mode) {
        try {
            LayerGraphs translator = new LayerGraphs(network, input, mode);
            int value = translator.builder.input();
            for (Layer layer : layers) {
                value = translator.layer(layer, value);
            }
            return value == translator.builder.input() ? Optional.empty()
                    : Optional.of(new Translation(translator.builder.build(value), translator.observed.toImmutable()));
        } catch (UnsupportedLayer | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private int layer(Layer layer, int x) {
        return switch (layer) {
            case Sequence sequence -> {
                int value = x;
                for (Layer child : sequence.layers()) {
                    value = layer(child, value);
                }
                yield value;
            }
            case Repeat repeat -> repeat(repeat, x);
            case Residual residual -> residual(residual, x);
            case Dense dense -> builder.dense(x, dense.outputs(), parameter(dense.weight()), optional(dense.bias()));
            case Convolution convolution -> convolution(convolution, x);
            case ActivationLayer sigma -> activation(sigma, x);
            case Normalisation normalisation -> normalisation(normalisation, x);
            case Pooling pooling -> switch (pooling.form()) {
                case AVERAGE -> builder.averagePool(x, pooling.size(), pooling.stride());
                case MAX -> builder.maxPool(x, pooling.size(), pooling.stride());
                case GLOBAL_AVERAGE -> builder.globalAveragePool(x);
            };
            case Flatten flatten -> builder.shape(x).flat() ? x : builder.flatten(x);
            case ChannelPadding padding -> builder.padChannels(x, padding.before(), padding.behind());
            default -> throw new UnsupportedLayer(layer.kind());
        };
    }

    private int repeat(Repeat repeat, int x) {
        int value = x;
        for (int k = 0; k < repeat.count(); k++) {
            copies.add(new Copy(repeat.count(), k, repeat.tied()));
            value = layer(repeat.body(), value);
            copies.remove(copies.size() - 1);
        }
        return value;
    }

    private int residual(Residual residual, int x) {
        int branch = layer(residual.branch(), x);
        int kept = layer(residual.skip(), x);
        BranchScale scale = residual.scale();
        return switch (scale.mode()) {
            case CONSTANT -> builder.add(kept, branch, LayerScale.constant(scale.constant()), 0);
            case SHARED -> builder.add(kept, branch, LayerScale.shared(), parameter(scale.tensor().orElseThrow().name()));
            case PER_LAYER -> builder.add(kept, branch, LayerScale.perLayer(), parameter(scale.tensor().orElseThrow().name()));
        };
    }

    /** A sequence is an image of one row. */
    private int convolution(Convolution c, int x) {
        boolean sequence = c.axes() == 1;
        return builder.convolution(x, new ConvolutionStep(c.outputs(), sequence ? 1 : c.size(), c.size(), c.stride(),
                sequence ? 0 : c.padding(), c.padding(), c.circular() ? ConvolutionPadding.CIRCULAR : ConvolutionPadding.ZERO,
                parameter(c.kernel()), optional(c.bias())));
    }

    private int activation(ActivationLayer sigma, int x) {
        if (sigma.function() == ActivationLayer.Function.IDENTITY) {
            return x;
        }
        Optional<SmoothFunction> smooth = Arrays.stream(SmoothFunction.values())
                .filter(f -> f.name().equals(sigma.function().name())).findAny();
        if (smooth.isPresent()) {
            return builder.smooth(x, smooth.get());
        }
        return Arrays.stream(Activation.values())
                .filter(a -> a.name().equals(sigma.function().name()) && sigma.slope() == ActivationLayer.LEAKY_SLOPE).findAny()
                .map(a -> builder.activation(x, a)).orElseThrow(() -> new UnsupportedLayer(sigma.kind()));
    }

    private int normalisation(Normalisation n, int x) {
        if (n.form() == Normalisation.Form.LAYER) {
            return builder.layerNorm(x, n.epsilon(), optional(n.gain()), optional(n.shift()));
        }
        int mean = statistic(n.mean());
        int variance = statistic(n.variance());
        boolean given = mode == Mode.EVALUATION;
        int value = builder.batchNorm(x, new NormalisationStep(n.epsilon(), optional(n.gain()), optional(n.shift()),
                given ? OptionalInt.of(layout.size() + mean) : OptionalInt.empty(),
                given ? OptionalInt.of(layout.size() + variance) : OptionalInt.empty()));
        ValueShape shape = builder.shape(x);
        observed.add(new Observed(value, mean, variance, n.momentum(), shape.channels(), shape.size() / shape.channels()));
        return value;
    }

    private OptionalInt optional(String name) {
        return name.isEmpty() ? OptionalInt.empty() : OptionalInt.of(parameter(name));
    }

    /** @return where this copy of a parameter begins */
    private int parameter(String name) {
        return place(layout.slot(name), copies.reject(Copy::tied));
    }

    /** @return where this copy of a statistic begins; it has copies also where weights are tied */
    private int statistic(String name) {
        return place(statistics.slot(name), copies);
    }

    private static int place(ParameterLayout.Slot slot, MutableList<Copy> enclosing) {
        if (slot.tensor().stackRank() == 0) {
            return slot.offset();
        }
        int index = 0;
        int count = 1;
        for (Copy copy : enclosing) {
            index = index * copy.count() + copy.index();
            count *= copy.count();
        }
        return slot.offset() + index * (slot.size() / count);
    }
}
