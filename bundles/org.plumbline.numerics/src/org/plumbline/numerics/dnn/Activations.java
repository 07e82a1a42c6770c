package org.plumbline.numerics.dnn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_clip_v2_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_hardswish;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_linear;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_tanh;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_tanh_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;

import java.util.EnumSet;
import java.util.Set;

import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.plumbline.numerics.kernels.Activation;

/** The library's names of the activations. All derivatives come from the output, so that the input need not be stored. */
final class Activations {

    private Activations() {
    }

    static final Set<Activation> SERVED = EnumSet.of(Activation.TANH, Activation.RELU, Activation.IDENTITY,
            Activation.LEAKY_RELU, Activation.HARD_TANH);

    /** @throws IllegalArgumentException if the function has no kernel here */
    static void requireServed(Activation function) {
        if (!SERVED.contains(function)) {
            throw new IllegalArgumentException("layer graph: no kernel for the activation " + function + "; there are " + SERVED);
        }
    }

    /** Whether the function can be a part of the operation before it; the library's clipping would turn NaN into a number. */
    static boolean isFusable(Activation function) {
        return function != Activation.HARD_TANH;
    }

    static void append(post_ops after, Activation function) {
        switch (function) {
            case TANH -> after.append_eltwise(dnnl_eltwise_tanh, 0, 0);
            case RELU -> rectify(after);
            case LEAKY_RELU -> after.append_eltwise(dnnl_eltwise_relu, (float) Activation.LEAKY_SLOPE, 0);
            case IDENTITY -> { }
            default -> throw new IllegalArgumentException("oneDNN: no activation " + function + " as a part of a product");
        }
    }

    /**
     * max(z, 0) that keeps NaN. The library's own ReLU turns NaN into 0, so a diverged net would look healthy; z clip(a z, 0, 1)
     * with a = 2^127 is z for every normal z > 0, -0 for z < 0, and adding 0 makes that 0.
     */
    private static void rectify(post_ops after) {
        after.append_eltwise(dnnl_eltwise_hardswish, 0x1p127f, 0);
        after.append_eltwise(dnnl_eltwise_linear, 1, 0);
    }

    /** g times the derivative, which is told from the output. */
    static eltwise_backward.primitive_desc derivative(engine device, Activation function, memory.desc layout) {
        int byOutput = switch (function) {
            case TANH -> dnnl_eltwise_tanh_use_dst_for_bwd;
            case RELU, LEAKY_RELU -> dnnl_eltwise_relu_use_dst_for_bwd;
            case HARD_TANH -> dnnl_eltwise_clip_v2_use_dst_for_bwd;
            default -> throw new IllegalStateException("no derivative of " + function);
        };
        float alpha = function == Activation.LEAKY_RELU ? (float) Activation.LEAKY_SLOPE : function == Activation.HARD_TANH ? -1 : 0;
        float beta = function == Activation.HARD_TANH ? 1 : 0;
        eltwise_forward.primitive_desc hint = new eltwise_forward.primitive_desc(device, dnnl_forward_training, byOutput, layout,
                layout, alpha, beta);
        return new eltwise_backward.primitive_desc(device, byOutput, layout, layout, layout, alpha, beta, hint,
                Descriptors.attributes(), false);
    }
}
