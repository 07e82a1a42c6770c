// Generated from PackedResidualKernel.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import java.util.Arrays;
import java.util.Objects;

import org.plumbline.numerics.kernels.LayerScale;
import org.plumbline.numerics.kernels.ParameterSlices;
import org.plumbline.numerics.kernels.ResidualDenseShape;

/**
 * Several residual dense stacks of one shape at a time, one in each lane of a vector.
 * <p>Guaranteed: each net has the bits that {@link DoubleResidualDenseKernel} gives it alone. It pays where the width is far from a
 * multiple of the lane count: a width of 10 fills 10 of 2 times 8 lanes there, and all of them here, and nothing is packed, padded or
 * broadcast.</p>
 * <p>All arrays are interleaved: entry i of net m is at i nets() + m, see {@link #put} and {@link #take}. As an optimiser acts on
 * each entry by itself, parameters can stay so while the nets are trained. Lanes without a net compute with what is in them.</p>
 * <p>Owns (2 L + 1) n d nets() doubles of states: 4.1 MB for d = 10, n = 32, L = 100, 8 nets. Not safe for several threads.</p>
 * Shape: x, y, gy, dx [n, d, nets]; parameters and gradients as {@link ParameterSlices}, each entry [nets].
 * Source: as DoubleResidualDenseKernel. Pinned by DoublePackedResidualKernelTest.
 */
public final class DoublePackedResidualKernel {

    private final PackedMemory memory;
    private final int batchCapacity;
    private final int requiredLength;
    private final LayerSteps forward;
    private final LayerSteps backward;

    /**
     * Allocates the memory for batches up to a size.
     *
     * @param shape         depth, width, activation, scale, bias of each net
     * @param slices        places of the parameters in the arrays of one net
     * @param batchCapacity largest n, >= 1
     * @throws IllegalArgumentException if the capacity is below 1 or the arrays of all lanes would be too long
     * @throws IllegalStateException    if Java runs without the module jdk.incubator.vector
     */
    public DoublePackedResidualKernel(ResidualDenseShape shape, ParameterSlices slices, int batchCapacity) {
        VectorModule.require();
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(slices, "slices");
        this.batchCapacity = batchCapacity;
        memory = new PackedMemory(shape, slices, batchCapacity);
        requiredLength = slices.requiredLength(shape) * Lanes.COUNT;
        PackedSteps steps = new PackedSteps(memory);
        forward = steps.forward();
        backward = steps.backward();
    }

    /** Returns how many nets one call computes: the lane count of this machine, 2 to 8. */
    public static int nets() {
        VectorModule.require();
        return Lanes.COUNT;
    }

    /**
     * Copies the entries of one net to its lane.
     *
     * @param entries of the net. Not modified.
     * @param net     lane, 0 to nets() - 1
     * @param packed  at least nets() times as long. Modified in that lane.
     */
    public static void put(double[] entries, int net, double[] packed) {
        for (int i = 0; i < entries.length; i++) {
            packed[i * Lanes.COUNT + net] = entries[i];
        }
    }

    /**
     * Copies the entries of one net from its lane.
     *
     * @param packed  at least nets() times as long as entries. Not modified.
     * @param net     lane, 0 to nets() - 1
     * @param entries of the net. Modified.
     */
    public static void take(double[] packed, int net, double[] entries) {
        for (int i = 0; i < entries.length; i++) {
            entries[i] = packed[i * Lanes.COUNT + net];
        }
    }

    /**
     * Computes y = h_L of all nets and keeps the states for {@link #backward}.
     *
     * @param parameters A, b, delta. Not modified.
     * @param x          [n, d, nets]. Not modified.
     * @param n          rows, 1 to the capacity
     * @param y          [n, d, nets]. Modified.
     * @throws IllegalArgumentException if n or the length of an array does not fit; the message names what was found
     */
    public void forward(double[] parameters, double[] x, int n, double[] y) {
        if (n < 1 || n > batchCapacity) {
            throw new IllegalArgumentException(
                    "packed residual kernel: batch must lie in [1, " + batchCapacity + "], got " + n);
        }
        int count = n * memory.width * Lanes.COUNT;
        requireLength("parameters", parameters, requiredLength);
        requireLength("x", x, count);
        requireLength("y", y, count);
        memory.setRows(n);
        System.arraycopy(x, 0, memory.states, 0, count);
        int depth = memory.shape.depth();
        for (int k = 0; k < depth; k++) {
            forward.run(k, parameters, null);
        }
        System.arraycopy(memory.states, depth * count, y, 0, count);
    }

    /**
     * Computes the vector-Jacobian product of each net at the point of the last {@link #forward}, as
     * {@link DoubleResidualDenseKernel#backward}.
     *
     * @param parameters as in the forward call. Not modified.
     * @param gy         [n, d, nets]. Not modified.
     * @param gradients  laid out as the parameters. Overwritten in the slices, untouched elsewhere.
     * @param dx         [n, d, nets], modified; or null if not wanted
     * @throws IllegalArgumentException if an array is too short; the message names it
     * @throws IllegalStateException    if no forward call came before
     */
    public void backward(double[] parameters, double[] gy, double[] gradients, double[] dx) {
        if (memory.rows == 0) {
            throw new IllegalStateException("packed residual kernel: no forward pass came before");
        }
        int count = memory.layer();
        requireLength("parameters", parameters, requiredLength);
        requireLength("gradients", gradients, requiredLength);
        requireLength("gy", gy, count);
        if (dx != null) {
            requireLength("dx", dx, count);
        }
        Arrays.fill(memory.sharedScaleSums, 0);
        System.arraycopy(gy, 0, memory.flow, 0, count);
        for (int k = memory.shape.depth() - 1; k >= 0; k--) {
            backward.run(k, parameters, gradients);
        }
        if (memory.shape.scale().kind() == LayerScale.Kind.SHARED) {
            for (int net = 0; net < Lanes.COUNT; net++) {
                int at = memory.scaleAt(0) + net;
                gradients[at] = (Math.signum(parameters[at]) * memory.sharedScaleSums[net]);
            }
        }
        if (dx != null) {
            System.arraycopy(memory.flow, 0, dx, 0, count);
        }
    }

    private static void requireLength(String name, double[] array, int length) {
        if (array.length < length) {
            throw new IllegalArgumentException(
                    "packed residual kernel: " + name + " needs " + length + " doubles, got " + array.length);
        }
    }
}
