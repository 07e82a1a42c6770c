package org.plumbline.numerics.dnn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;

import java.util.ArrayList;
import java.util.List;

import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.inner_product_backward_data;
import org.bytedeco.dnnl.inner_product_backward_weights;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.plumbline.numerics.kernels.Activation;

/**
 * The products of one affine layer, and the layouts in which they take and give their arrays.
 *
 * @param forward        sigma(W x + b)
 * @param product        W x
 * @param added          y + W x + b
 * @param byData         W^T g
 * @param byWeights      the gradients by W and b
 * @param source         layout of x
 * @param result         layout of the result and of g
 * @param plain          the caller's layout of W
 * @param forwardWeights layout of W for the forward products
 * @param dataWeights    layout of W for W^T g
 * @param dataGradient   layout of W^T g; another than that of x only if no kernel serves that
 * @param weightGradient layout of the gradient by W
 */
record AffineKernels(Part forward, Part product, Part added, Part byData, Part byWeights, memory.desc source, memory.desc result,
        memory.desc plain, memory.desc forwardWeights, memory.desc dataWeights, memory.desc dataGradient,
        memory.desc weightGradient) {

    /** y = x A + b, A [in, out]. */
    static AffineKernels dense(Compilation c, int inputs, int outputs, boolean bias) {
        memory.desc x = c.plain(ValueShape.features(inputs));
        memory.desc y = c.plain(ValueShape.features(outputs));
        long[] dims = {outputs, inputs};
        memory.desc w = c.own(new memory.desc(dims, memory.data_type.f32, memory.format_tag.any));
        memory.desc b = c.own(bias ? Descriptors.vector(outputs) : new memory.desc());
        inner_product_forward.primitive_desc forward = product(c, x, w, b, y, Descriptors.attributes());
        inner_product_forward.primitive_desc product = product(c, x, w, new memory.desc(), y, Descriptors.attributes());
        inner_product_forward.primitive_desc added = product(c, x, w, b, y, Descriptors.summed());
        inner_product_backward_data.primitive_desc byData = new inner_product_backward_data.primitive_desc(c.device, x, w, y,
                product, Descriptors.attributes(), false);
        inner_product_backward_weights.primitive_desc byWeights = new inner_product_backward_weights.primitive_desc(c.device, x,
                w, b, y, forward, Descriptors.attributes(), false);
        return new AffineKernels(Part.of(new inner_product_forward(forward), forward),
                Part.of(new inner_product_forward(product), product), Part.of(new inner_product_forward(added), added),
                Part.of(new inner_product_backward_data(byData), byData),
                Part.of(new inner_product_backward_weights(byWeights), byWeights), x, y,
                c.own(new memory.desc(dims, memory.data_type.f32, memory.format_tag.ba)), c.own(forward.weights_desc()),
                c.own(byData.weights_desc()), x, c.own(byWeights.diff_weights_desc()));
    }

    private static inner_product_forward.primitive_desc product(Compilation c, memory.desc x, memory.desc w, memory.desc b,
            memory.desc y, primitive_attr attributes) {
        return new inner_product_forward.primitive_desc(c.device, dnnl_forward_training, x, w, b, y, attributes, false);
    }

    /**
     * A convolution; the direct algorithm, never Winograd's. Layouts: that which the library prefers, or the next for which
     * no part falls back to the library's reference loops.
     *
     * @param learned whether W^T g is a step on the way to a parameter, so that its speed matters
     */
    static AffineKernels convolution(Compilation c, Value x, ConvolutionStep step, ValueShape to, Activation after) {
        Plans any = new Plans(c, x.shape, step, to, Activation.IDENTITY, c.layout(x.shape, memory.format_tag.any), false);
        List<memory.desc> layouts = new ArrayList<>(List.of(c.own(any.forward.src_desc()), x.layout));
        Layouts.TAGS.forEach(tag -> layouts.add(c.layout(x.shape, tag)));
        Plans reference = null;
        RuntimeException failure = null;
        for (memory.desc layout : layouts) {
            try {
                Plans found = new Plans(c, x.shape, step, to, after, layout, x.learned);
                if (!found.usesReferenceLoops(x.learned)) {
                    return found.kernels();
                }
                reference = reference == null ? found : reference;
            } catch (RuntimeException unsupported) { // this layout is not served; the next may be
                failure = unsupported;
            }
        }
        if (reference == null) {
            throw new IllegalStateException("oneDNN serves no layout of a convolution of " + x.shape + ": " + step, failure);
        }
        return reference.kernels();
    }

    /** What the library would do for one layout of the source. */
    private static final class Plans {
        private final Compilation c;
        private final ConvolutionStep step;
        private final memory.desc source;
        private final memory.desc weights;
        private final memory.desc bias;
        private final long[] dims;
        private final long[] strides;
        private final long[] border;
        private final convolution_forward.primitive_desc forward;
        private memory.desc result;
        private convolution_forward.primitive_desc product;
        private convolution_forward.primitive_desc added;
        private convolution_backward_data.primitive_desc byData;
        private convolution_backward_weights.primitive_desc byWeights;

        Plans(Compilation c, ValueShape from, ConvolutionStep step, ValueShape to, Activation after, memory.desc source,
                boolean learned) {
            this.c = c;
            this.step = step;
            this.source = source;
            dims = new long[] {step.outputs(), from.channels(), step.kernelHeight(), step.kernelWidth()};
            weights = c.own(new memory.desc(dims, memory.data_type.f32, memory.format_tag.any));
            bias = step.bias().isPresent() ? c.own(Descriptors.vector(step.outputs())) : null;
            int down = from.height() == 1 && step.kernelHeight() == 1 ? 1 : step.stride();
            strides = new long[] {down, step.stride()};
            border = new long[] {step.paddingHeight(), step.paddingWidth()};
            result = c.layout(to, memory.format_tag.any);
            forward = forward(Descriptors.activated(after), bias != null);
            if (source.get_format_kind() != memory.format_kind.any) {
                result = c.own(forward.dst_desc());
                product = forward(Descriptors.attributes(), false);
                added = forward(Descriptors.summed(), bias != null);
                byData = byData(from, learned);
                byWeights = byWeights();
            }
        }

        private convolution_forward.primitive_desc forward(primitive_attr attributes, boolean withBias) {
            return withBias
                    ? new convolution_forward.primitive_desc(c.device, dnnl_forward_training, dnnl_convolution_direct, source,
                            weights, bias, result, strides, border, border, attributes, false)
                    : new convolution_forward.primitive_desc(c.device, dnnl_forward_training, dnnl_convolution_direct, source,
                            weights, result, strides, border, border, attributes, false);
        }

        /** For images of few channels no fast kernel may serve the layout; theirs may be another, at the cost of a copy. */
        private convolution_backward_data.primitive_desc byData(ValueShape from, boolean learned) {
            if (learned) {
                return byData(source);
            }
            return byData(c.layout(from, memory.format_tag.any));
        }

        private convolution_backward_data.primitive_desc byData(memory.desc to) {
            return new convolution_backward_data.primitive_desc(c.device, dnnl_convolution_direct, to, weights, result, strides,
                    border, border, product, Descriptors.attributes(), false);
        }

        private convolution_backward_weights.primitive_desc byWeights() {
            return bias != null
                    ? new convolution_backward_weights.primitive_desc(c.device, dnnl_convolution_direct, source, weights, bias,
                            result, strides, border, border, product, Descriptors.attributes(), false)
                    : new convolution_backward_weights.primitive_desc(c.device, dnnl_convolution_direct, source, weights, result,
                            strides, border, border, product, Descriptors.attributes(), false);
        }

        boolean usesReferenceLoops(boolean learned) {
            return Part.isReference(forward) || Part.isReference(byWeights) || learned && Part.isReference(byData);
        }

        AffineKernels kernels() {
            return new AffineKernels(Part.of(new convolution_forward(forward), forward),
                    Part.of(new convolution_forward(product), product), Part.of(new convolution_forward(added), added),
                    Part.of(new convolution_backward_data(byData), byData),
                    Part.of(new convolution_backward_weights(byWeights), byWeights), source, result,
                    c.own(new memory.desc(dims, memory.data_type.f32, memory.format_tag.oihw)), c.own(forward.weights_desc()),
                    c.own(byData.weights_desc()), c.own(byData.diff_src_desc()), c.own(byWeights.diff_weights_desc()));
        }
    }
}
