package org.plumbline.numerics.dnn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_scratchpad_mode_user;

import java.util.ArrayList;
import java.util.List;

import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.plumbline.numerics.kernels.Activation;

/**
 * What the library will run for one batch size, and in which layouts; nothing large is allocated.
 * The layout of the states is chosen so that input, output and both derivatives share it: the one that the library prefers
 * for the forward product, or the next for which no part falls back to the library's reference loops. The algorithm is the
 * direct one, never Winograd's, whose error grows over many layers.
 */
final class Descriptors {

    final ConvolutionShape shape;
    final int batch;
    final memory.desc state;
    final memory.desc source;
    final convolution_forward.primitive_desc forward;
    final convolution_forward.primitive_desc product;
    final convolution_forward.primitive_desc addedProduct;
    final convolution_backward_data.primitive_desc backwardData;
    final convolution_backward_weights.primitive_desc backwardWeights;
    final eltwise_backward.primitive_desc derivative;
    private final engine device;
    private final long[] strides = {1, 1};
    private final long[] border;

    private Descriptors(NativeScope scope, engine device, ConvolutionShape shape, int batch, memory.desc state,
            memory.desc source) {
        this.device = device;
        this.shape = shape;
        this.batch = batch;
        this.state = scope.own(state);
        this.source = scope.own(source);
        long r = shape.isCircular() ? 0 : shape.radius();
        border = new long[] {r, r};
        forward = scope.own(forward(activated(shape.activation()), shape.bias()));
        product = scope.own(forward(attributes(), false));
        addedProduct = scope.own(forward(summed(), shape.bias()));
        backwardData = scope.own(new convolution_backward_data.primitive_desc(device, dnnl_convolution_direct, source,
                weights(), state, strides, border, border, product, attributes(), false));
        backwardWeights = scope.own(shape.bias()
                ? new convolution_backward_weights.primitive_desc(device, dnnl_convolution_direct, source, weights(), bias(),
                        state, strides, border, border, product, attributes(), false)
                : new convolution_backward_weights.primitive_desc(device, dnnl_convolution_direct, source, weights(), state,
                        strides, border, border, product, attributes(), false));
        derivative = shape.activation() == Activation.IDENTITY ? null : scope.own(Activations.derivative(device, shape.activation(), state));
    }

    /** Chooses layouts; what it returns lives as long as the scope. */
    static Descriptors of(NativeScope scope, engine device, ConvolutionShape shape, int batch) {
        List<memory.format_tag> tags = List.of(memory.format_tag.nChw16c, memory.format_tag.nChw8c, memory.format_tag.nhwc,
                memory.format_tag.nchw);
        List<memory.desc> layouts = new ArrayList<>();
        layouts.add(preferred(device, shape, batch));
        tags.forEach(tag -> layouts.add(image(shape, batch, 0, tag)));
        Descriptors reference = null;
        RuntimeException failure = null;
        for (int i = 0; i < layouts.size(); i++) {
            memory.desc state = layouts.get(i);
            try {
                memory.desc source = shape.isCircular() ? padded(shape, batch, state, tags) : state;
                Descriptors found = new Descriptors(scope, device, shape, batch, state, source);
                if (!found.usesReferenceLoops()) {
                    return found;
                }
                reference = reference == null ? found : reference;
            } catch (RuntimeException unsupported) { // this layout is not served; the next may be
                failure = unsupported;
            }
        }
        if (reference == null) {
            throw new IllegalStateException("oneDNN serves no layout of " + shape, failure);
        }
        return reference;
    }

    private static memory.desc preferred(engine device, ConvolutionShape shape, int batch) {
        long r = shape.radius();
        long[] border = {r, r};
        return new convolution_forward.primitive_desc(device, dnnl_forward_training, dnnl_convolution_direct,
                image(shape, batch, 0, memory.format_tag.any), weights(shape, memory.format_tag.any),
                image(shape, batch, 0, memory.format_tag.any), new long[] {1, 1}, border, border).dst_desc();
    }

    /** The layout of an image with its circular border: the same tag as the state's. */
    private static memory.desc padded(ConvolutionShape shape, int batch, memory.desc state, List<memory.format_tag> tags) {
        for (memory.format_tag tag : tags) {
            if (image(shape, batch, 0, tag).equals(state)) {
                return image(shape, batch, shape.radius(), tag);
            }
        }
        throw new IllegalStateException("oneDNN prefers a layout without a name");
    }

    static memory.desc image(ConvolutionShape shape, int batch, int border, memory.format_tag tag) {
        long[] dims = {batch, shape.channels(), shape.height() + 2L * border, shape.width() + 2L * border};
        return new memory.desc(dims, memory.data_type.f32, tag);
    }

    static memory.desc weights(ConvolutionShape shape, memory.format_tag tag) {
        return new memory.desc(new long[] {shape.channels(), shape.channels(), shape.kernel(), shape.kernel()},
                memory.data_type.f32, tag);
    }

    static memory.desc vector(long length) {
        return new memory.desc(new long[] {length}, memory.data_type.f32, memory.format_tag.a);
    }

    /** The names of the library's kernels, for instance jit:avx512_core: forward, by data, by weights. */
    List<String> kernels() {
        return List.of(name(forward), name(backwardData), name(backwardWeights));
    }

    private boolean usesReferenceLoops() {
        return kernels().stream().anyMatch(kernel -> kernel.startsWith("ref"));
    }

    /** The largest scratch memory that any part needs, bytes. */
    long scratchBytes() {
        long largest = 0;
        for (primitive_desc_base part : new primitive_desc_base[] {forward, product, addedProduct, backwardData, backwardWeights,
                derivative}) {
            largest = part == null ? largest : Math.max(largest, part.scratchpad_desc().get_size());
        }
        return largest;
    }

    private static String name(primitive_desc_base part) {
        return part.impl_info_str().getString();
    }

    private memory.desc weights() {
        return weights(shape, memory.format_tag.any);
    }

    private memory.desc bias() {
        return vector(shape.channels());
    }

    private convolution_forward.primitive_desc forward(primitive_attr attributes, boolean bias) {
        return bias
                ? new convolution_forward.primitive_desc(device, dnnl_forward_training, dnnl_convolution_direct, source,
                        weights(), bias(), state, strides, border, border, attributes, false)
                : new convolution_forward.primitive_desc(device, dnnl_forward_training, dnnl_convolution_direct, source,
                        weights(), state, strides, border, border, attributes, false);
    }

    static primitive_attr attributes() {
        primitive_attr attributes = new primitive_attr();
        attributes.set_scratchpad_mode(dnnl_scratchpad_mode_user);
        attributes.set_deterministic(true);
        return attributes;
    }

    static primitive_attr activated(Activation activation) {
        primitive_attr attributes = attributes();
        post_ops after = new post_ops();
        Activations.append(after, activation);
        attributes.set_post_ops(after);
        return attributes;
    }

    static primitive_attr summed() {
        primitive_attr attributes = attributes();
        post_ops after = new post_ops();
        after.append_sum();
        attributes.set_post_ops(after);
        return attributes;
    }
}
