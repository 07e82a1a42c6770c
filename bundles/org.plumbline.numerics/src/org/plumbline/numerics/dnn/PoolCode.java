package org.plumbline.numerics.dnn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_avg_exclude_padding;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_max;

import java.nio.FloatBuffer;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;

/** The mean or the largest entry of each window. */
final class PoolCode extends LayerCode {

    private final Value source;
    private final LayerNode.Pool node;
    private final long[] window;
    private final long[] strides;
    private final long[] none = {0, 0};
    private final int algorithm;
    private pooling_forward.primitive_desc plan;
    private memory.desc choice;
    private Place chosen;

    PoolCode(Compilation c, Value source, LayerNode.Pool node) {
        super(c);
        this.source = source;
        this.node = node;
        window = new long[] {node.rows(), node.columns()};
        strides = new long[] {node.strideDown(), node.strideRight()};
        algorithm = node.largest() ? dnnl_pooling_max : dnnl_pooling_avg_exclude_padding;
    }

    @Override
    void forward() {
        plan = new pooling_forward.primitive_desc(c.device, dnnl_forward_training, algorithm, source.layout,
                c.layout(node.shape(), memory.format_tag.any), strides, window, none, none, none, Descriptors.attributes(), false);
        memory.desc layout = c.own(plan.dst_desc());
        result = new Value(node.shape(), layout, c.place(layout), source.learned);
        Step step = c.step(Part.of(new pooling_forward(plan), plan)).with(DNNL_ARG_SRC, c.at(source)).with(DNNL_ARG_DST, c.at(result));
        if (node.largest()) {
            choice = c.own(plan.workspace_desc());
            chosen = c.place(choice);
            step.with(DNNL_ARG_WORKSPACE, c.at(chosen, choice));
        }
        c.run(step);
    }

    @Override
    void backward() {
        pooling_backward.primitive_desc back = new pooling_backward.primitive_desc(c.device, algorithm, source.layout,
                result.layout, strides, window, none, none, none, plan, Descriptors.attributes(), false);
        c.flows.contribute(source, to -> {
            Step step = c.step(Part.of(new pooling_backward(back), back))
                    .with(DNNL_ARG_DIFF_DST, c.at(result.gradient, result.layout)).with(DNNL_ARG_DIFF_SRC, to);
            if (node.largest()) {
                step.with(DNNL_ARG_WORKSPACE, c.at(chosen, choice));
            }
            c.run(step);
        });
        result.gradient.holders--;
    }

    /** The mean is linear; of the largest entry, the library has no tangent: computed on row-major copies. */
    @Override
    void tangent() {
        result.tangent = c.place(result.layout);
        memory dy = c.at(result.tangent, result.layout);
        if (!node.largest()) {
            c.run(c.step(Part.of(new pooling_forward(plan), plan)).with(DNNL_ARG_SRC, c.at(source.tangent, source.layout))
                    .with(DNNL_ARG_DST, dy));
            return;
        }
        memory.desc input = c.plain(source.shape);
        memory.desc output = c.plain(node.shape());
        Place x = c.place(input);
        Place dx = c.place(input);
        Place plainDy = c.place(output);
        c.run(c.copy(c.at(source), c.at(x, input)));
        c.run(c.copy(c.at(source.tangent, source.layout), c.at(dx, input)));
        memory from = c.at(plainDy, output);
        c.run(call -> gather(x.numbers().asBuffer(), dx.numbers().asBuffer(), plainDy.numbers().asBuffer()));
        c.run(c.copy(from, dy));
    }

    /** dy <- the entry of dx at the first largest entry of x in each window */
    private void gather(FloatBuffer x, FloatBuffer dx, FloatBuffer dy) {
        ValueShape in = source.shape;
        ValueShape out = node.shape();
        int at = 0;
        for (int image = 0; image < c.batch * out.channels(); image++) {
            for (int i = 0; i < out.height(); i++) {
                for (int j = 0; j < out.width(); j++) {
                    int corner = (image * in.height() + i * node.strideDown()) * in.width() + j * node.strideRight();
                    int best = corner;
                    for (int p = 0; p < node.rows(); p++) {
                        for (int q = 0; q < node.columns(); q++) {
                            int candidate = corner + p * in.width() + q;
                            if (x.get(candidate) > x.get(best)) {
                                best = candidate;
                            }
                        }
                    }
                    dy.put(at++, dx.get(best));
                }
            }
        }
    }
}
