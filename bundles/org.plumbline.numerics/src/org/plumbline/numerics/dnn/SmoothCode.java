package org.plumbline.numerics.dnn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_gelu_erf;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_soft_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_swish;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;

import java.nio.FloatBuffer;

import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.memory;
import org.plumbline.numerics.special.ErrorFunction;

/** A smooth function of each entry; its derivative comes from the input, which stays. */
final class SmoothCode extends LayerCode {

    private static final double HALF_ROOT_PI = Math.sqrt(Math.PI) / 2;
    private final Value source;
    private final SmoothFunction function;

    SmoothCode(Compilation c, Value source, SmoothFunction function) {
        super(c);
        this.source = source;
        this.function = function;
    }

    private int algorithm() {
        return switch (function) {
            case GELU -> dnnl_eltwise_gelu_erf;
            case SILU -> dnnl_eltwise_swish;
            case SOFTPLUS -> dnnl_eltwise_soft_relu;
            case ERF, UNIT_ERF -> throw new IllegalStateException("oneDNN has no " + function);
        };
    }

    private boolean isOurs() {
        return function == SmoothFunction.ERF || function == SmoothFunction.UNIT_ERF;
    }

    private double scale() {
        return function == SmoothFunction.ERF ? 1 : HALF_ROOT_PI;
    }

    private eltwise_forward.primitive_desc plan() {
        return new eltwise_forward.primitive_desc(c.device, dnnl_forward_training, algorithm(), source.layout, source.layout, 1, 0,
                Descriptors.attributes(), false);
    }

    @Override
    void forward() {
        result = new Value(source.shape, source.layout, c.place(source.layout), source.learned);
        memory from = c.at(source);
        memory to = c.at(result);
        if (isOurs()) {
            c.run(call -> erf(source.place, result.place));
        } else {
            eltwise_forward.primitive_desc plan = plan();
            c.run(c.step(Part.of(new eltwise_forward(plan), plan)).with(DNNL_ARG_SRC, from).with(DNNL_ARG_DST, to));
        }
    }

    private void erf(Place from, Place to) {
        FloatBuffer z = from.numbers().asBuffer();
        FloatBuffer y = to.numbers().asBuffer();
        for (int i = 0; i < z.capacity(); i++) {
            y.put(i, (float) ErrorFunction.erf(scale() * z.get(i)));
        }
    }

    /** to <- g times the derivative at the source; g and to may be the same. */
    private void derive(Place g, Place to) {
        memory z = c.at(source);
        memory from = c.at(g, source.layout);
        memory target = c.at(to, source.layout);
        if (isOurs()) {
            c.run(call -> derive(source.place, g, to));
            return;
        }
        eltwise_backward.primitive_desc plan = new eltwise_backward.primitive_desc(c.device, algorithm(), source.layout,
                source.layout, source.layout, 1, 0, plan(), Descriptors.attributes(), false);
        c.run(c.step(Part.of(new eltwise_backward(plan), plan)).with(DNNL_ARG_SRC, z).with(DNNL_ARG_DIFF_DST, from)
                .with(DNNL_ARG_DIFF_SRC, target));
    }

    private void derive(Place at, Place g, Place to) {
        FloatBuffer z = at.numbers().asBuffer();
        FloatBuffer from = g.numbers().asBuffer();
        FloatBuffer target = to.numbers().asBuffer();
        for (int i = 0; i < z.capacity(); i++) {
            double x = scale() * z.get(i);
            target.put(i, (float) (from.get(i) * (scale() / HALF_ROOT_PI * Math.exp(-x * x))));
        }
    }

    @Override
    void backward() {
        Place dz = c.flows.after(result);
        derive(result.gradient, dz);
        c.flows.share(source, dz);
        if (dz != result.gradient) {
            dz.holders--;
        }
        result.gradient.holders--;
    }

    @Override
    void tangent() {
        result.tangent = c.place(result.layout);
        derive(source.tangent, result.tangent);
    }
}
