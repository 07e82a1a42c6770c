package org.plumbline.numerics.dnn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_backward;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_mul;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_global_stats;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_scale;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_shift;

import java.util.OptionalInt;

import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.layer_normalization_backward;
import org.bytedeco.dnnl.layer_normalization_forward;
import org.bytedeco.dnnl.memory;

/** A layer normalisation: each example, row-major, is a row of a matrix [n, entries of an example]. */
final class StandardiseCode extends LayerCode {

    private final Value source;
    private final LayerNode.Standardise node;
    private final int entries;
    private final memory.desc matrix;
    private final memory.desc vector;
    private final memory.desc row;
    private final int flags;
    private final Place mean;
    private final Place variance;
    private memory.desc each;
    private layer_normalization_forward.primitive_desc plan;

    /** @param source in row-major order */
    StandardiseCode(Compilation c, Value source, LayerNode.Standardise node) {
        super(c);
        this.source = source;
        this.node = node;
        entries = node.shape().size();
        matrix = c.own(new memory.desc(new long[] {c.batch, entries}, memory.data_type.f32, memory.format_tag.ab));
        vector = c.own(Descriptors.vector(entries));
        row = c.own(new memory.desc(new long[] {1, entries}, memory.data_type.f32, memory.format_tag.ab));
        flags = (node.gamma().isPresent() ? dnnl_use_scale : 0) | (node.beta().isPresent() ? dnnl_use_shift : 0);
        memory.desc statistics = Descriptors.vector(c.batch);
        mean = c.place(statistics);
        variance = c.place(statistics);
    }

    @Override
    void forward() {
        mean.keep(c.now());
        variance.keep(c.now());
        plan = plan(flags);
        each = c.own(plan.mean_desc());
        result = new Value(source.shape, source.layout, c.place(source.layout),
                source.learned || node.gamma().isPresent() || node.beta().isPresent());
        Step operation = withStatistics(c.step(Part.of(new layer_normalization_forward(plan), plan)))
                .with(DNNL_ARG_SRC, c.at(source.place, matrix)).with(DNNL_ARG_DST, c.at(result.place, matrix));
        given(operation, DNNL_ARG_SCALE, node.gamma());
        given(operation, DNNL_ARG_SHIFT, node.beta());
        c.run(operation);
    }

    private layer_normalization_forward.primitive_desc plan(int withFlags) {
        return new layer_normalization_forward.primitive_desc(c.device, dnnl_forward_training, matrix, matrix,
                (float) node.epsilon(), withFlags, Descriptors.attributes(), false);
    }

    private layer_normalization_backward.primitive_desc back(int withFlags, layer_normalization_forward.primitive_desc hint) {
        return new layer_normalization_backward.primitive_desc(c.device, dnnl_backward, matrix, matrix, matrix,
                (float) node.epsilon(), withFlags, hint, Descriptors.attributes(), false);
    }

    private Step withStatistics(Step operation) {
        return operation.with(DNNL_ARG_MEAN, c.at(mean, each)).with(DNNL_ARG_VARIANCE, c.at(variance, each));
    }

    private void given(Step operation, int role, OptionalInt offset) {
        if (offset.isPresent()) {
            Place place = c.place(vector);
            operation.with(role, c.at(place, vector));
            load(place, offset.getAsInt());
        }
    }

    private void load(Place place, int offset) {
        c.run(call -> place.numbers().put(call.parameters(), offset, entries));
    }

    @Override
    void backward() {
        layer_normalization_backward.primitive_desc back = back(flags, plan);
        Place to = c.flows.after(result);
        Step operation = withStatistics(c.step(Part.of(new layer_normalization_backward(back), back)))
                .with(DNNL_ARG_SRC, c.at(source.place, matrix)).with(DNNL_ARG_DIFF_DST, c.at(result.gradient, matrix))
                .with(DNNL_ARG_DIFF_SRC, c.at(to, matrix));
        given(operation, DNNL_ARG_SCALE, node.gamma());
        Place byGamma = c.place(vector);
        Place byBeta = c.place(vector);
        if (node.gamma().isPresent()) {
            operation.with(DNNL_ARG_DIFF_SCALE, c.at(byGamma, vector));
        }
        if (node.beta().isPresent()) {
            operation.with(DNNL_ARG_DIFF_SHIFT, c.at(byBeta, vector));
        }
        c.run(operation);
        node.gamma().ifPresent(at -> c.storeGradient(byGamma, at, entries));
        node.beta().ifPresent(at -> c.storeGradient(byBeta, at, entries));
        c.flows.share(source, to);
        if (to != result.gradient) {
            to.holders--;
        }
        result.gradient.holders--;
    }

    /**
     * The derivative of the standardisation is symmetric, so the library's backward operation without gamma applies it to a
     * direction; gamma comes behind. What a direction of gamma and beta adds is the layer with these in place of gamma and beta.
     */
    @Override
    void tangent() {
        result.tangent = c.place(result.layout);
        memory dy = c.at(result.tangent, matrix);
        layer_normalization_forward.primitive_desc plain = plan(0);
        layer_normalization_backward.primitive_desc back = back(0, plain);
        c.run(withStatistics(c.step(Part.of(new layer_normalization_backward(back), back)))
                .with(DNNL_ARG_SRC, c.at(source.place, matrix)).with(DNNL_ARG_DIFF_DST, c.at(source.tangent, matrix))
                .with(DNNL_ARG_DIFF_SRC, dy));
        if (node.gamma().isPresent()) {
            Place gamma = c.place(vector);
            memory factors = c.at(gamma, row);
            load(gamma, node.gamma().getAsInt());
            binary.primitive_desc product = new binary.primitive_desc(c.device, dnnl_binary_mul, matrix, row, matrix,
                    Descriptors.attributes(), false);
            c.run(c.step(Part.of(new binary(product), product)).with(DNNL_ARG_SRC_0, dy).with(DNNL_ARG_SRC_1, factors)
                    .with(DNNL_ARG_DST, dy));
        }
        if (node.gamma().isPresent() || node.beta().isPresent()) {
            addParameterDirection(dy);
        }
    }

    private void addParameterDirection(memory dy) {
        layer_normalization_forward.primitive_desc plain = plan(dnnl_use_scale | dnnl_use_shift | dnnl_use_global_stats);
        Place gamma = c.place(vector);
        Place beta = c.place(vector);
        memory more = c.at(c.place(matrix), matrix);
        Step operation = withStatistics(c.step(Part.of(new layer_normalization_forward(plain), plain)))
                .with(DNNL_ARG_SRC, c.at(source.place, matrix)).with(DNNL_ARG_DST, more).with(DNNL_ARG_SCALE, c.at(gamma, vector))
                .with(DNNL_ARG_SHIFT, c.at(beta, vector));
        binary.primitive_desc sum = new binary.primitive_desc(c.device, dnnl_binary_add, matrix, matrix, matrix,
                Descriptors.attributes(), false);
        Step add = c.step(Part.of(new binary(sum), sum)).with(DNNL_ARG_SRC_0, dy).with(DNNL_ARG_SRC_1, more).with(DNNL_ARG_DST, dy);
        float[] zero = new float[entries];
        c.run(call -> {
            if (call.direction() != null) {
                put(gamma, node.gamma(), call.direction(), zero);
                put(beta, node.beta(), call.direction(), zero);
                operation.run(c.queue);
                add.run(c.queue);
            }
        });
    }

    private void put(Place place, OptionalInt offset, float[] direction, float[] otherwise) {
        place.numbers().put(offset.isPresent() ? direction : otherwise, offset.orElse(0), entries);
    }
}
