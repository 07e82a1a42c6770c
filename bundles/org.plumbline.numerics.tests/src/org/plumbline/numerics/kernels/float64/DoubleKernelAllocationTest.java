// Generated from KernelAllocationTest.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;

import javax.management.JMException;
import javax.management.ObjectName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.numerics.random.RandomStreams;
import org.plumbline.numerics.kernels.Activation;
import org.plumbline.numerics.kernels.LayerScale;
import org.plumbline.numerics.kernels.ParameterSlices;
import org.plumbline.numerics.kernels.ResidualDenseShape;

/**
 * Guards against the compiler's cliff: when it leaves vectors boxed, a step allocates thousands of bytes a layer and takes
 * ten times as long. Compiled as meant, a step allocates nothing. Bytes are counted, not time, so load does not matter.
 */
class DoubleKernelAllocationTest {

    private static final int LIMIT_BYTES_PER_LAYER = 50;

    @ParameterizedTest
    @CsvSource({"10, 32, 4000, TANH", "32, 16, 500, TANH", "17, 13, 1000, RELU", "16, 32, 1000, IDENTITY", "10, 32, 1000, LEAKY_RELU",
            "10, 32, 1000, HARD_TANH"})
    void warmStepAllocatesNothing(int width, int rows, int depth, Activation activation) throws JMException {
        ResidualDenseShape shape = new ResidualDenseShape(depth, width, activation, LayerScale.constant(1.0 / depth), true);
        DoubleResidualDenseKernel kernel = new DoubleResidualDenseKernel(shape, ParameterSlices.contiguous(shape, 0), rows);
        double[] p = new double[shape.parameterCount()];
        double[] gradient = new double[p.length];
        double[] x = new double[rows * width];
        double[] y = new double[x.length];
        new RandomStreams(1).stream("p").gaussians(p, 0, 0.1);
        new RandomStreams(1).stream("x").gaussians(x, 0, 1);

        long least = Long.MAX_VALUE;
        // The compiler works beside us; twenty seconds is its deadline, a second is the rule.
        for (long end = System.nanoTime() + 20_000_000_000L; System.nanoTime() < end && least > LIMIT_BYTES_PER_LAYER;) {
            long before = allocatedBytes();
            kernel.forward(p, x, rows, y);
            kernel.backward(p, y, gradient, null);
            kernel.tangent(p, x, gradient, y);
            least = Math.min(least, (allocatedBytes() - before) / depth);
        }
        assertThat(least).as("bytes allocated by one step for each layer").isLessThanOrEqualTo(LIMIT_BYTES_PER_LAYER);
    }

    @Test
    void warmStepOfSeveralNetsAllocatesNothing() throws JMException {
        int depth = 200;
        ResidualDenseShape shape = new ResidualDenseShape(depth, 10, Activation.TANH, LayerScale.constant(1.0 / depth), true);
        DoublePackedResidualKernel kernel = new DoublePackedResidualKernel(shape, ParameterSlices.contiguous(shape, 0), 32);
        double[] p = new double[shape.parameterCount() * DoublePackedResidualKernel.nets()];
        double[] gradient = new double[p.length];
        double[] x = new double[320 * DoublePackedResidualKernel.nets()];
        double[] y = new double[x.length];
        new RandomStreams(1).stream("p").gaussians(p, 0, 0.1);
        new RandomStreams(1).stream("x").gaussians(x, 0, 1);

        long least = Long.MAX_VALUE;
        for (long end = System.nanoTime() + 20_000_000_000L; System.nanoTime() < end && least > LIMIT_BYTES_PER_LAYER;) {
            long before = allocatedBytes();
            kernel.forward(p, x, 32, y);
            kernel.backward(p, y, gradient, null);
            least = Math.min(least, (allocatedBytes() - before) / depth);
        }
        assertThat(least).as("bytes allocated by one step for each layer").isLessThanOrEqualTo(LIMIT_BYTES_PER_LAYER);
    }

    /** By name, because the bean's type belongs to a package that OSGi does not give to bundles unasked. */
    private static long allocatedBytes() throws JMException {
        return (Long) ManagementFactory.getPlatformMBeanServer().invoke(new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME),
                "getThreadAllocatedBytes", new Object[] {Thread.currentThread().threadId()}, new String[] {"long"});
    }
}
