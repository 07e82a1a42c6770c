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
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_backward;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_fuse_norm_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_global_stats;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_scale;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_shift;

import java.util.OptionalInt;

import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.memory;
import org.plumbline.numerics.kernels.Activation;

/** A batch normalisation, with a ReLU behind it. */
final class NormaliseCode extends LayerCode {

    private final Value source;
    private final NormalisationStep step;
    private final boolean rectified;
    private final int channels;
    private final memory.desc vector;
    private final int flags;
    private final Place mean;
    private final Place variance;
    private batch_normalization_forward.primitive_desc plan;
    private memory.desc mask;
    private Place signs;

    NormaliseCode(Compilation c, Value source, NormalisationStep step, boolean rectified) {
        super(c);
        this.source = source;
        this.step = step;
        this.rectified = rectified;
        channels = source.shape.channels();
        vector = c.own(Descriptors.vector(channels));
        flags = (step.gamma().isPresent() ? dnnl_use_scale : 0) | (step.beta().isPresent() ? dnnl_use_shift : 0)
                | (step.isGiven() ? dnnl_use_global_stats : 0);
        mean = c.place(vector);
        variance = c.place(vector);
    }

    /** Copies the statistics of the last forward pass. */
    void statistics(float[] toMean, float[] toVariance) {
        mean.numbers().get(toMean, 0, channels);
        variance.numbers().get(toVariance, 0, channels);
    }

    @Override
    void forward() {
        mean.keep(c.now());
        variance.keep(c.now());
        plan = plan(flags | (rectified ? dnnl_fuse_norm_relu : 0));
        result = new Value(source.shape, source.layout, c.place(source.layout),
                source.learned || step.gamma().isPresent() || step.beta().isPresent());
        if (step.isGiven()) {
            load(mean, step.mean().getAsInt());
            load(variance, step.variance().getAsInt());
        }
        Step operation = withStatistics(c.step(Part.of(new batch_normalization_forward(plan), plan)))
                .with(DNNL_ARG_SRC, c.at(source)).with(DNNL_ARG_DST, c.at(result));
        given(operation, DNNL_ARG_SCALE, step.gamma());
        given(operation, DNNL_ARG_SHIFT, step.beta());
        if (rectified) {
            mask = c.own(plan.workspace_desc());
            signs = c.place(mask);
            operation.with(DNNL_ARG_WORKSPACE, c.at(signs, mask));
        }
        c.run(operation);
        if (rectified) {
            c.run(this::keepNaN);
        }
    }

    private batch_normalization_forward.primitive_desc plan(int withFlags) {
        return new batch_normalization_forward.primitive_desc(c.device, dnnl_forward_training, source.layout, source.layout,
                (float) step.epsilon(), withFlags, Descriptors.attributes(), false);
    }

    private Step withStatistics(Step operation) {
        return operation.with(DNNL_ARG_MEAN, c.at(mean, vector)).with(DNNL_ARG_VARIANCE, c.at(variance, vector));
    }

    private void load(Place place, int offset) {
        c.run(call -> place.numbers().put(call.parameters(), offset, channels));
    }

    private void given(Step operation, int role, OptionalInt offset) {
        if (offset.isPresent()) {
            Place place = c.place(vector);
            operation.with(role, c.at(place, vector));
            load(place, offset.getAsInt());
        }
    }

    /** The library's ReLU turns NaN into 0, and a diverged net would look healthy: NaN shows in the statistics or in gamma and beta. */
    private void keepNaN(Call call) {
        float[] m = new float[channels];
        float[] v = new float[channels];
        statistics(m, v);
        boolean finite = true;
        for (int i = 0; i < channels; i++) {
            finite &= Float.isFinite(m[i]) && Float.isFinite(v[i]);
            finite &= step.gamma().isEmpty() || Float.isFinite(call.parameters()[step.gamma().getAsInt() + i]);
            finite &= step.beta().isEmpty() || Float.isFinite(call.parameters()[step.beta().getAsInt() + i]);
        }
        if (!finite) {
            Compilation.fill(result.place, Float.NaN);
        }
    }

    private batch_normalization_backward.primitive_desc back(int withFlags, batch_normalization_forward.primitive_desc hint) {
        return new batch_normalization_backward.primitive_desc(c.device, dnnl_backward, source.layout, source.layout,
                source.layout, (float) step.epsilon(), withFlags, hint, Descriptors.attributes(), false);
    }

    @Override
    void backward() {
        batch_normalization_backward.primitive_desc back = back(flags | (rectified ? dnnl_fuse_norm_relu : 0), plan);
        Place to = c.flows.after(result);
        Step operation = withStatistics(c.step(Part.of(new batch_normalization_backward(back), back)))
                .with(DNNL_ARG_SRC, c.at(source)).with(DNNL_ARG_DIFF_DST, c.at(result.gradient, result.layout))
                .with(DNNL_ARG_DIFF_SRC, c.at(to, source.layout));
        given(operation, DNNL_ARG_SCALE, step.gamma());
        if (rectified) {
            operation.with(DNNL_ARG_WORKSPACE, c.at(signs, mask));
        }
        Place byGamma = c.place(vector);
        Place byBeta = c.place(vector);
        if (step.gamma().isPresent()) {
            operation.with(DNNL_ARG_DIFF_SCALE, c.at(byGamma, vector));
        }
        if (step.beta().isPresent()) {
            operation.with(DNNL_ARG_DIFF_SHIFT, c.at(byBeta, vector));
        }
        c.run(operation);
        step.gamma().ifPresent(at -> c.storeGradient(byGamma, at, channels));
        step.beta().ifPresent(at -> c.storeGradient(byBeta, at, channels));
        c.flows.share(source, to);
        if (to != result.gradient) {
            to.holders--;
        }
        result.gradient.holders--;
    }

    /**
     * The map x -> y is gamma times a map whose derivative is symmetric, so the library's backward operation applies it to a
     * direction, too. What a direction of gamma and beta adds is the layer with these in place of gamma and beta.
     */
    @Override
    void tangent() {
        result.tangent = c.place(result.layout);
        memory dy = c.at(result.tangent, result.layout);
        batch_normalization_forward.primitive_desc plain = plan(flags);
        batch_normalization_backward.primitive_desc back = back(flags, plain);
        memory.desc unused = vector;
        Step operation = withStatistics(c.step(Part.of(new batch_normalization_backward(back), back)))
                .with(DNNL_ARG_SRC, c.at(source)).with(DNNL_ARG_DIFF_DST, c.at(source.tangent, source.layout))
                .with(DNNL_ARG_DIFF_SRC, dy).with(DNNL_ARG_DIFF_SCALE, c.at(c.place(unused), unused))
                .with(DNNL_ARG_DIFF_SHIFT, c.at(c.place(unused), unused));
        given(operation, DNNL_ARG_SCALE, step.gamma());
        c.run(operation);
        if (step.gamma().isPresent() || step.beta().isPresent()) {
            addParameterDirection(dy);
        }
        if (rectified) {
            ActivateCode.derive(c, Activation.RELU, result, result.tangent, result.tangent);
        }
    }

    private void addParameterDirection(memory dy) {
        // The missing ones of gamma and beta do not move: both are given, zeros where there is no direction.
        batch_normalization_forward.primitive_desc plain = plan(dnnl_use_scale | dnnl_use_shift | dnnl_use_global_stats);
        Place more = c.place(source.layout);
        memory target = c.at(more, source.layout);
        Place gamma = c.place(vector);
        Place beta = c.place(vector);
        Step operation = withStatistics(c.step(Part.of(new batch_normalization_forward(plain), plain)))
                .with(DNNL_ARG_SRC, c.at(source)).with(DNNL_ARG_DST, target).with(DNNL_ARG_SCALE, c.at(gamma, vector))
                .with(DNNL_ARG_SHIFT, c.at(beta, vector));
        binary.primitive_desc sum = new binary.primitive_desc(c.device, dnnl_binary_add, source.layout, source.layout,
                source.layout, Descriptors.attributes(), false);
        Step add = c.step(Part.of(new binary(sum), sum)).with(DNNL_ARG_SRC_0, dy).with(DNNL_ARG_SRC_1, target).with(DNNL_ARG_DST, dy);
        float[] zero = new float[channels];
        c.run(call -> {
            if (call.direction() != null) {
                put(gamma, step.gamma(), call.direction(), zero);
                put(beta, step.beta(), call.direction(), zero);
                operation.run(c.queue);
                add.run(c.queue);
            }
        });
    }

    private void put(Place place, OptionalInt offset, float[] direction, float[] otherwise) {
        place.numbers().put(offset.isPresent() ? direction : otherwise, offset.orElse(0), channels);
    }
}
