package org.plumbline.numerics.dnn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MULTIPLE_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory_desc_vector;
import org.bytedeco.dnnl.sum;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * The operations of one layer on states in the blocked layout: one primitive each for all layers.
 * States are named by their offset in floats from the start of one native block.
 */
final class LayerOperations implements AutoCloseable {

    final ConvolutionShape shape;
    final int batch;
    private final Workspace workspace;
    private final BytePointer block;
    private final FloatPointer images;
    private final FloatPointer weights;
    private final FloatPointer bias;
    private final FloatPointer biasGradient;
    private final memory input;
    private final memory output;
    private final memory inputGradient;
    private final memory outputGradient;
    private final BorderCopies border;
    private final Step pack;
    private final Step unpack;
    private final Step orderForward;
    private final Step orderBackward;
    private final Step orderGradient;
    private final Step forward;
    private final Step product;
    private final Step addedProduct;
    private final Step byData;
    private final Step byWeights;
    private final Step derivative;
    private final Step sum;

    /** @param block where offsets count from; not owned */
    LayerOperations(ConvolutionShape shape, int batch, BytePointer block) {
        this.shape = shape;
        this.batch = batch;
        this.block = block;
        workspace = new Workspace(shape, batch, true);
        try (PointerScope temporary = new PointerScope()) {
            Workspace w = workspace;
            Descriptors d = w.descriptors;
            images = w.numbers(w.plainImages);
            weights = w.numbers(w.plainWeights);
            bias = w.numbers(w.bias);
            biasGradient = w.numbers(w.biasGradient);
            input = w.movable(d.state);
            output = w.movable(d.state);
            inputGradient = w.movable(d.state);
            outputGradient = w.movable(d.state);
            border = shape.isCircular() ? new BorderCopies(w, input, inputGradient) : null;
            memory source = border == null ? input : border.padded();
            memory sourceGradient = border == null ? inputGradient : border.padded();
            pack = w.copy(w.plainImages, output);
            unpack = w.copy(input, w.plainImages);
            orderForward = w.copy(w.plainWeights, w.forwardWeights);
            orderBackward = w.copy(w.plainWeights, w.backwardWeights);
            orderGradient = w.copy(w.weightGradient, w.plainWeights);
            forward = product(new convolution_forward(d.forward), source).with(DNNL_ARG_BIAS, w.bias);
            product = product(new convolution_forward(d.product), source);
            addedProduct = product(new convolution_forward(d.addedProduct), source).with(DNNL_ARG_BIAS, w.bias);
            byData = w.step(new convolution_backward_data(d.backwardData)).with(DNNL_ARG_DIFF_DST, outputGradient)
                    .with(DNNL_ARG_WEIGHTS, w.backwardWeights).with(DNNL_ARG_DIFF_SRC, sourceGradient);
            byWeights = w.step(new convolution_backward_weights(d.backwardWeights)).with(DNNL_ARG_SRC, source)
                    .with(DNNL_ARG_DIFF_DST, outputGradient).with(DNNL_ARG_DIFF_WEIGHTS, w.weightGradient)
                    .with(DNNL_ARG_DIFF_BIAS, w.biasGradient);
            derivative = d.derivative == null ? null : w.step(new eltwise_backward(d.derivative)).with(DNNL_ARG_DST, output)
                    .with(DNNL_ARG_DIFF_DST, outputGradient).with(DNNL_ARG_DIFF_SRC, inputGradient);
            sum = shape.residual().isEmpty() ? null : sum((float) shape.residual().getAsDouble());
        } catch (RuntimeException | Error failure) {
            workspace.close();
            throw failure;
        }
    }

    private Step product(convolution_forward operation, memory source) {
        return workspace.step(operation).with(DNNL_ARG_SRC, source).with(DNNL_ARG_WEIGHTS, workspace.forwardWeights)
                .with(DNNL_ARG_DST, output);
    }

    private Step sum(float scale) {
        memory.desc state = workspace.descriptors.state;
        sum.primitive_desc plan = new sum.primitive_desc(workspace.device(), state, new float[] {1, scale},
                new memory_desc_vector(state, state), Descriptors.attributes(), false);
        return workspace.step(new sum(plan)).with(DNNL_ARG_MULTIPLE_SRC, input)
                .with(DNNL_ARG_MULTIPLE_SRC + 1, inputGradient).with(DNNL_ARG_DST, output);
    }

    boolean hasDerivative() {
        return derivative != null;
    }

    long stateFloats() {
        return workspace.stateFloats();
    }

    void setForwardWeights(float[] from, int at) {
        weights.put(from, at, shape.layerWeights());
        orderForward.run(workspace.queue);
    }

    void setBackwardWeights(float[] from, int at) {
        weights.put(from, at, shape.layerWeights());
        orderBackward.run(workspace.queue);
    }

    void setBias(float[] from, int at) {
        bias.put(from, at, shape.channels());
    }

    /** state <- the images [n, C, H, V] */
    void pack(float[] from, long state) {
        images.put(from, 0, batch * shape.imageSize());
        point(output, state);
        pack.run(workspace.queue);
    }

    /** the images [n, C, H, V] <- state */
    void unpack(long state, float[] to) {
        point(input, state);
        unpack.run(workspace.queue);
        images.get(to, 0, batch * shape.imageSize());
    }

    /** to <- sigma(W from + b) */
    void apply(long from, long to) {
        source(from);
        point(output, to);
        forward.run(workspace.queue);
    }

    /** to <- W from */
    void multiply(long from, long to) {
        source(from);
        point(output, to);
        product.run(workspace.queue);
    }

    /** to <- to + W from + b */
    void multiplyAdd(long from, long to) {
        source(from);
        point(output, to);
        addedProduct.run(workspace.queue);
    }

    /** to <- g sigma'(z), by s = sigma(z); g and to may be the same. */
    void derive(long s, long g, long to) {
        point(output, s);
        point(outputGradient, g);
        point(inputGradient, to);
        derivative.run(workspace.queue);
    }

    /** The derivatives by W and b into the gradients' places, times a factor. */
    void weightGradient(long h, long dz, float factor, float[] gradients, int weightsAt, int biasAt) {
        source(h);
        point(outputGradient, dz);
        byWeights.run(workspace.queue);
        orderGradient.run(workspace.queue);
        weights.get(gradients, weightsAt, shape.layerWeights());
        scale(gradients, weightsAt, shape.layerWeights(), factor);
        if (shape.bias()) {
            biasGradient.get(gradients, biasAt, shape.channels());
            scale(gradients, biasAt, shape.channels(), factor);
        }
    }

    private static void scale(float[] values, int at, int count, float factor) {
        if (factor != 1) {
            for (int i = at; i < at + count; i++) {
                values[i] *= factor;
            }
        }
    }

    /** to <- W^T dz */
    void dataGradient(long dz, long to) {
        point(outputGradient, dz);
        point(inputGradient, to);
        byData.run(workspace.queue);
        if (border != null) {
            border.fold();
        }
    }

    /** to <- a + s b; to may be a. */
    void addScaled(long a, long b, long to) {
        point(input, a);
        point(inputGradient, b);
        point(output, to);
        sum.run(workspace.queue);
    }

    private void source(long state) {
        point(input, state);
        if (border != null) {
            border.surround();
        }
    }

    /** An opaque pointer's position counts bytes, which a pointer to floats would not say. */
    private void point(memory place, long offset) {
        place.set_data_handle(block.position(Float.BYTES * offset));
    }

    @Override
    public void close() {
        workspace.close();
    }
}
