package org.plumbline.numerics.dnn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;

import java.nio.FloatBuffer;

import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.plumbline.numerics.kernels.Activation;

/** A function of each entry that stands alone; in place if it may. */
final class ActivateCode extends LayerCode {

    private final Value source;
    private final Activation function;
    private final boolean inPlace;

    ActivateCode(Compilation c, Value source, Activation function, boolean inPlace) {
        super(c);
        this.source = source;
        this.function = function;
        this.inPlace = inPlace && !source.place.fixed;
    }

    @Override
    void forward() {
        Place place = inPlace ? source.place : c.place(source.layout);
        result = new Value(source.shape, source.layout, place, source.learned);
        memory from = c.at(source);
        memory to = c.at(result);
        if (!Activations.isFusable(function)) {
            c.run(call -> cutOff(source.place, place));
            return;
        }
        // As a part of x + 0: the library's elementwise operation alone takes no second function behind it.
        post_ops after = new post_ops();
        Activations.append(after, function);
        primitive_attr attributes = Descriptors.attributes();
        attributes.set_post_ops(after);
        memory.desc scalar = AddCode.scalar(c, source.shape);
        Place zero = c.place(scalar);
        memory nothing = c.at(zero, scalar);
        binary.primitive_desc plan = new binary.primitive_desc(c.device, dnnl_binary_add, source.layout, scalar, source.layout,
                attributes, false);
        c.run(call -> zero.numbers().put(0, 0f));
        c.run(c.step(Part.of(new binary(plan), plan)).with(DNNL_ARG_SRC_0, from).with(DNNL_ARG_SRC_1, nothing).with(DNNL_ARG_DST, to));
    }

    /** z cut off at -1 and 1; unlike the library's, it keeps NaN. */
    private static void cutOff(Place from, Place to) {
        FloatBuffer z = from.numbers().asBuffer();
        FloatBuffer y = to.numbers().asBuffer();
        for (int i = 0; i < z.capacity(); i++) {
            y.put(i, Math.clamp(z.get(i), -1f, 1f));
        }
    }

    /** to <- g times the derivative at the output; g and to may be the same. */
    static void derive(Compilation c, Activation function, Value output, Place g, Place to) {
        eltwise_backward.primitive_desc plan = Activations.derivative(c.device, function, output.layout);
        c.run(c.step(Part.of(new eltwise_backward(plan), plan)).with(DNNL_ARG_DST, c.at(output))
                .with(DNNL_ARG_DIFF_DST, c.at(g, output.layout)).with(DNNL_ARG_DIFF_SRC, c.at(to, output.layout)));
    }

    @Override
    void backward() {
        if (function == Activation.IDENTITY) {
            c.flows.share(source, result.gradient);
        } else {
            Place dz = c.flows.after(result);
            derive(c, function, result, result.gradient, dz);
            c.flows.share(source, dz);
            if (dz != result.gradient) {
                dz.holders--;
            }
        }
        result.gradient.holders--;
    }

    @Override
    void tangent() {
        result.tangent = source.tangent;
        if (function != Activation.IDENTITY) {
            result.tangent = c.place(result.layout);
            derive(c, function, result, source.tangent, result.tangent);
        }
    }
}
