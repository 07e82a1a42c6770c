package org.plumbline.numerics.dnn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.Function;

import org.bytedeco.dnnl.memory;
import org.plumbline.numerics.kernels.Activation;

/** A convolution or a dense layer, with the activation behind it. */
final class AffineCode extends LayerCode {

    private final Value source;
    private final ValueShape shape;
    private final AffineKernels kernels;
    private final int weightsAt;
    private final int weightCount;
    private final OptionalInt bias;
    private final Activation after;

    private AffineCode(Compilation c, Value source, ValueShape shape, AffineKernels kernels, int weightsAt, long weightCount,
            OptionalInt bias, Activation after) {
        super(c);
        this.source = c.in(source, kernels.source());
        this.shape = shape;
        this.kernels = kernels;
        this.weightsAt = weightsAt;
        this.weightCount = Math.toIntExact(weightCount);
        this.bias = bias;
        this.after = after;
    }

    static AffineCode of(Compilation c, Value source, LayerNode.Convolve node, Activation after) {
        ConvolutionStep step = node.step();
        return new AffineCode(c, source, node.shape(), AffineKernels.convolution(c, source, step, node.shape(), after),
                step.weights(), step.weightCount(source.shape.channels()), step.bias(), after);
    }

    static AffineCode of(Compilation c, Value source, LayerNode.Multiply node) {
        int inputs = source.shape.channels();
        int outputs = node.shape().channels();
        return new AffineCode(c, source, node.shape(), AffineKernels.dense(c, inputs, outputs, node.bias().isPresent()),
                node.weights(), (long) inputs * outputs, node.bias(), Activation.IDENTITY);
    }

    @Override
    void forward() {
        result = new Value(shape, kernels.result(), c.place(kernels.result()), true);
        memory w = weights(Call::parameters, kernels.forwardWeights());
        Step step = c.step(kernels.forward()).with(DNNL_ARG_SRC, c.at(source)).with(DNNL_ARG_WEIGHTS, w)
                .with(DNNL_ARG_DST, c.at(result));
        if (bias.isPresent()) {
            step.with(DNNL_ARG_BIAS, bias(Call::parameters));
        }
        c.run(step);
    }

    /** The weights from one of the caller's arrays, in a layout of the library. */
    private memory weights(Function<Call, float[]> from, memory.desc layout) {
        Place plain = c.place(kernels.plain());
        memory given = c.at(plain, kernels.plain());
        c.run(call -> plain.numbers().put(from.apply(call), weightsAt, weightCount));
        if (layout.equals(kernels.plain())) {
            return given;
        }
        memory ordered = c.at(c.place(layout), layout);
        c.run(c.copy(given, ordered));
        return ordered;
    }

    private memory bias(Function<Call, float[]> from) {
        memory.desc layout = c.own(Descriptors.vector(shape.channels()));
        Place place = c.place(layout);
        memory given = c.at(place, layout);
        c.run(call -> place.numbers().put(from.apply(call), bias.getAsInt(), shape.channels()));
        return given;
    }

    @Override
    void backward() {
        Place g = result.gradient;
        if (after != Activation.IDENTITY) {
            g = c.flows.after(result);
            ActivateCode.derive(c, after, result, result.gradient, g);
        }
        weightGradient(g);
        Place dz = g;
        c.flows.contribute(source, to -> dataGradient(dz, to));
        result.gradient.holders--;
    }

    private void weightGradient(Place g) {
        Place ordered = c.place(kernels.weightGradient());
        memory gradient = c.at(ordered, kernels.weightGradient());
        Step step = c.step(kernels.byWeights()).with(DNNL_ARG_SRC, c.at(source)).with(DNNL_ARG_DIFF_DST, c.at(g, result.layout))
                .with(DNNL_ARG_DIFF_WEIGHTS, gradient);
        memory.desc vector = c.own(Descriptors.vector(shape.channels()));
        Place byBias = c.place(vector);
        if (bias.isPresent()) {
            step.with(DNNL_ARG_DIFF_BIAS, c.at(byBias, vector));
        }
        c.run(step);
        Place plain = ordered;
        if (!kernels.weightGradient().equals(kernels.plain())) {
            plain = c.place(kernels.plain());
            c.run(c.copy(gradient, c.at(plain, kernels.plain())));
        }
        c.storeGradient(plain, weightsAt, weightCount);
        bias.ifPresent(at -> c.storeGradient(byBias, at, shape.channels()));
    }

    private void dataGradient(Place g, memory to) {
        memory w = weights(Call::parameters, kernels.dataWeights());
        boolean direct = kernels.dataGradient().equals(source.layout);
        memory target = direct ? to : c.at(c.place(kernels.dataGradient()), kernels.dataGradient());
        c.run(c.step(kernels.byData()).with(DNNL_ARG_DIFF_DST, c.at(g, result.layout)).with(DNNL_ARG_WEIGHTS, w)
                .with(DNNL_ARG_DIFF_SRC, target));
        if (!direct) {
            c.run(c.copy(target, to));
        }
    }

    @Override
    void tangent() {
        result.tangent = c.place(result.layout);
        memory dy = c.at(result.tangent, result.layout);
        c.run(c.step(kernels.product()).with(DNNL_ARG_SRC, c.at(source.tangent, source.layout))
                .with(DNNL_ARG_WEIGHTS, weights(Call::parameters, kernels.forwardWeights())).with(DNNL_ARG_DST, dy));
        Function<Call, float[]> direction = direction();
        Step added = c.step(kernels.added()).with(DNNL_ARG_SRC, c.at(source))
                .with(DNNL_ARG_WEIGHTS, weights(direction, kernels.forwardWeights())).with(DNNL_ARG_DST, dy);
        if (bias.isPresent()) {
            added.with(DNNL_ARG_BIAS, bias(direction));
        }
        c.run(call -> {
            if (call.direction() != null) {
                added.run(c.queue);
            }
        });
        if (after != Activation.IDENTITY) {
            ActivateCode.derive(c, after, result, result.tangent, result.tangent);
        }
    }

    /** The caller's direction; without one, numbers that nobody uses. */
    private static Function<Call, float[]> direction() {
        return call -> call.direction() == null ? call.parameters() : call.direction();
    }
}
