package org.plumbline.numerics.dnn;

import java.util.OptionalInt;

/** The order of the layers' operations for values, gradients and directional derivatives, segment by segment. */
final class StackPasses {

    private final LayerOperations layer;
    private final ConvolutionShape shape;
    private final StateBlock states;
    private final ConvolutionSlices slices;
    private final boolean residual;
    private final boolean linear;
    private final float scale;
    private final float[] zero;
    private int atHand;
    /** Segments of the group at hand that have their first state, up to this one. */
    private int reached;

    StackPasses(LayerOperations layer, StateBlock states, ConvolutionSlices slices) {
        this.layer = layer;
        this.states = states;
        this.slices = slices;
        shape = layer.shape;
        residual = shape.residual().isPresent();
        linear = !layer.hasDerivative();
        scale = (float) shape.residual().orElse(1);
        zero = new float[shape.channels()];
    }

    void forward(float[] parameters, float[] x, float[] y) {
        layer.pack(x, states.state(0, 0));
        reached = 0;
        for (int j = 0; j < states.segments(); j++) {
            run(parameters, j, states.end(j));
        }
        layer.unpack(states.state(atHand, shape.depth()), y);
    }

    /** Computes the states of a segment from its checkpoint up to h_end. */
    private void run(float[] parameters, int j, int end) {
        for (int k = states.start(j); k < end; k++) {
            layer.setForwardWeights(parameters, weightsAt(k));
            if (shape.bias()) {
                layer.setBias(parameters, biasAt(k));
            }
            if (residual) {
                layer.apply(states.state(j, k), states.branch(j, k));
                layer.addScaled(states.state(j, k), states.branch(j, k), states.state(j, k + 1));
            } else {
                layer.apply(states.state(j, k), states.state(j, k + 1));
            }
        }
        atHand = j;
        boolean nextToo = end == states.end(j) && j + 1 < states.segments() && states.group(j + 1) == states.group(j);
        reached = Math.max(reached, nextToo ? j + 1 : j);
    }

    /** Brings the states of a segment back; the same operations on the same numbers, hence the same bits. */
    private void recall(float[] parameters, int j) {
        if (states.group(j) != states.group(atHand)) {
            reached = states.first(j);
        }
        for (int i = reached; i < j; i++) {
            run(parameters, i, states.end(i));
        }
        if (j != atHand) {
            boolean endIsKept = j + 1 < states.segments() && (j < reached || states.group(j + 1) != states.group(j));
            run(parameters, j, residual || !endIsKept ? states.end(j) : states.end(j) - 1);
        }
    }

    void backward(float[] parameters, float[] gy, float[] gradients, float[] dx) {
        long flow = flow(0);
        long other = flow(1);
        layer.pack(gy, flow);
        for (int j = states.segments() - 1; j >= 0; j--) {
            recall(parameters, j);
            for (int k = states.end(j) - 1; k >= states.start(j); k--) {
                long dz = linear ? flow : residual ? flow(2) : flow;
                if (!linear) {
                    layer.derive(activated(j, k), flow, dz);
                }
                layer.weightGradient(states.state(j, k), dz, scale, gradients, weightsAt(k), biasAt(k));
                if (k > 0 || dx != null) {
                    layer.setBackwardWeights(parameters, weightsAt(k));
                    layer.dataGradient(dz, other);
                    if (residual) {
                        layer.addScaled(flow, other, flow);
                    } else {
                        long swapped = flow;
                        flow = other;
                        other = swapped;
                    }
                }
            }
        }
        if (dx != null) {
            layer.unpack(flow, dx);
        }
    }

    void tangent(float[] parameters, float[] dx, float[] direction, float[] dy) {
        long flow = flow(0);
        long other = flow(1);
        layer.pack(dx == null ? new float[layer.batch * shape.imageSize()] : dx, flow);
        for (int j = 0; j < states.segments(); j++) {
            recall(parameters, j);
            for (int k = states.start(j); k < states.end(j); k++) {
                layer.setForwardWeights(parameters, weightsAt(k));
                layer.multiply(flow, other);
                if (direction != null) {
                    layer.setForwardWeights(direction, weightsAt(k));
                    layer.setBias(shape.bias() ? direction : zero, shape.bias() ? biasAt(k) : 0);
                    layer.multiplyAdd(states.state(j, k), other);
                }
                if (!linear) {
                    layer.derive(activated(j, k), other, other);
                }
                if (residual) {
                    layer.addScaled(flow, other, flow);
                } else {
                    long swapped = flow;
                    flow = other;
                    other = swapped;
                }
            }
        }
        layer.unpack(flow, dy);
    }

    OptionalInt firstNonFiniteLayer(float[] parameters) {
        float[] images = new float[layer.batch * shape.imageSize()];
        for (int j = 0; j < states.segments(); j++) {
            recall(parameters, j);
            for (int k = states.start(j); k < states.end(j); k++) {
                layer.unpack(states.state(j, k + 1), images);
                for (float value : images) {
                    if (!Float.isFinite(value)) {
                        return OptionalInt.of(k);
                    }
                }
            }
        }
        return OptionalInt.empty();
    }

    /** The place of sigma(z_k). */
    private long activated(int j, int k) {
        return residual ? states.branch(j, k) : states.state(j, k + 1);
    }

    private long flow(int i) {
        return states.flow(i, residual);
    }

    private int weightsAt(int k) {
        return slices.offsetWeights() + k * shape.layerWeights();
    }

    private int biasAt(int k) {
        return slices.offsetBias() + k * shape.channels();
    }
}
