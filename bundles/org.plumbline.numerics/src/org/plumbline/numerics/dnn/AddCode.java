package org.plumbline.numerics.dnn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_mul;

import java.nio.FloatBuffer;
import java.util.function.ToDoubleFunction;

import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.plumbline.numerics.kernels.Activation;
import org.plumbline.numerics.kernels.LayerScale;

/** sigma(kept + s branch), over the branch if it may. */
final class AddCode extends LayerCode {

    private final LayerNode.Add node;
    private final Value kept;
    private final Value branch;
    private final Activation after;
    private final boolean inPlace;

    AddCode(Compilation c, LayerNode.Add node, Value kept, Value branch, Activation after, boolean inPlace) {
        super(c);
        this.node = node;
        this.branch = branch;
        this.kept = c.in(kept, branch.layout);
        this.after = after;
        this.inPlace = inPlace && !branch.place.fixed && kept.place != branch.place;
    }

    /** The layout of one number that acts on all entries. */
    static memory.desc scalar(Compilation c, ValueShape shape) {
        return c.own(new memory.desc(shape.flat() ? new long[] {1, 1} : new long[] {1, 1, 1, 1}, memory.data_type.f32,
                shape.flat() ? memory.format_tag.ab : memory.format_tag.nchw));
    }

    private boolean isPlain() {
        return !node.isTrainable() && node.scale().constant() == 1;
    }

    private double factor(Call call) {
        return switch (node.scale().kind()) {
            case CONSTANT -> node.scale().constant();
            case SHARED -> Math.abs(call.parameters()[node.offset()]);
            case PER_LAYER -> call.parameters()[node.offset()];
        };
    }

    /** The derivative of the factor by its trained number; 0 at delta = 0 of the shared kind. */
    private double slope(Call call) {
        return node.scale().kind() == LayerScale.Kind.SHARED ? Math.signum(call.parameters()[node.offset()]) : 1;
    }

    @Override
    void forward() {
        Place place = inPlace ? branch.place : c.place(branch.layout);
        result = new Value(node.shape(), branch.layout, place, kept.learned || branch.learned || node.isTrainable());
        sum(kept.place, branch.place, place, after);
    }

    /** to <- sigma(a + s b) */
    private void sum(Place a, Place b, Place to, Activation sigma) {
        memory.desc layout = branch.layout;
        post_ops post = new post_ops();
        if (!isPlain()) {
            post.append_binary(dnnl_binary_add, layout);
        }
        Activations.append(post, sigma);
        primitive_attr attributes = Descriptors.attributes();
        attributes.set_post_ops(post);
        if (isPlain()) {
            binary.primitive_desc plan = new binary.primitive_desc(c.device, dnnl_binary_add, layout, layout, layout, attributes, false);
            c.run(c.step(Part.of(new binary(plan), plan)).with(DNNL_ARG_SRC_0, c.at(b, layout)).with(DNNL_ARG_SRC_1, c.at(a, layout))
                    .with(DNNL_ARG_DST, c.at(to, layout)));
        } else {
            c.run(times(this::factor, b, to, attributes)
                    .with(DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | DNNL_ARG_SRC_1, c.at(a, layout)));
        }
    }

    /** to <- factor b, with what the attributes add */
    private Step times(ToDoubleFunction<Call> factor, Place b, Place to, primitive_attr attributes) {
        memory.desc layout = branch.layout;
        memory.desc one = scalar(c, branch.shape);
        Place number = c.place(one);
        memory scale = c.at(number, one);
        c.run(call -> number.numbers().put(0, (float) factor.applyAsDouble(call)));
        binary.primitive_desc plan = new binary.primitive_desc(c.device, dnnl_binary_mul, layout, one, layout, attributes, false);
        return c.step(Part.of(new binary(plan), plan)).with(DNNL_ARG_SRC_0, c.at(b, layout)).with(DNNL_ARG_SRC_1, scale)
                .with(DNNL_ARG_DST, c.at(to, layout));
    }

    @Override
    void backward() {
        Place g = result.gradient;
        Place dz = g;
        if (after != Activation.IDENTITY) {
            dz = c.flows.after(result);
            ActivateCode.derive(c, after, result, g, dz);
        }
        if (node.isTrainable()) {
            scaleGradient(dz);
        }
        if (isPlain()) {
            c.flows.share(branch, dz);
        } else {
            Place flow = dz;
            c.flows.contribute(branch, to -> c.run(scaled(flow, to)));
        }
        c.flows.share(kept, dz);
        if (dz != g) {
            dz.holders--;
        }
        g.holders--;
    }

    private Step scaled(Place g, memory to) {
        memory.desc layout = branch.layout;
        memory.desc one = scalar(c, branch.shape);
        Place number = c.place(one);
        memory scale = c.at(number, one);
        c.run(call -> number.numbers().put(0, (float) factor(call)));
        binary.primitive_desc plan = new binary.primitive_desc(c.device, dnnl_binary_mul, layout, one, layout,
                Descriptors.attributes(), false);
        return c.step(Part.of(new binary(plan), plan)).with(DNNL_ARG_SRC_0, c.at(g, layout)).with(DNNL_ARG_SRC_1, scale)
                .with(DNNL_ARG_DST, to);
    }

    /** sum g branch, in double; what pads the blocks is zero in both. */
    private void scaleGradient(Place g) {
        c.at(g, branch.layout);
        c.at(branch);
        boolean first = c.slices.claim(node.offset(), 1);
        c.run(call -> {
            FloatBuffer a = g.numbers().asBuffer();
            FloatBuffer b = branch.place.numbers().asBuffer();
            int count = (int) (branch.layout.get_size() / Float.BYTES);
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += (double) a.get(i) * b.get(i);
            }
            sum *= slope(call);
            call.gradients()[node.offset()] = (float) (first ? sum : call.gradients()[node.offset()] + sum);
        });
    }

    @Override
    void tangent() {
        result.tangent = c.place(result.layout);
        sum(kept.tangent, branch.tangent, result.tangent, Activation.IDENTITY);
        if (node.isTrainable()) {
            Step more = times(call -> call.direction() == null ? 0 : slope(call) * call.direction()[node.offset()], branch.place,
                    result.tangent, Descriptors.summed());
            c.run(call -> {
                if (call.direction() != null) {
                    more.run(c.queue);
                }
            });
        }
        if (after != Activation.IDENTITY) {
            ActivateCode.derive(c, after, result, result.tangent, result.tangent);
        }
    }
}
