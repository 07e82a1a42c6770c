// Generated from LayerSteps.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import org.plumbline.numerics.kernels.ParameterSlices;

/**
 * What is done for one layer, as a list of steps that the compiler keeps apart.
 * <p>All steps are called from the one place in {@link #run}. As it sees three and more kinds of steps, the just-in-time
 * compiler compiles each step by itself. Called directly they are all inlined into the loop over the layers, which then
 * exceeds the compiler's node limit: it leaves vectors boxed, 34 kB a layer, and a pass takes ten times as long. The test
 * that guards this is DoubleKernelAllocationTest.</p>
 */
final class LayerSteps {

    /** One step. The arrays are laid out as {@link ParameterSlices}; what the second one holds depends on the pass. */
    @FunctionalInterface
    interface Step {
        void run(int k, double[] parameters, double[] other);
    }

    private final Step[] steps;

    LayerSteps(Step... steps) {
        this.steps = steps;
    }

    void run(int k, double[] parameters, double[] other) {
        for (Step step : steps) {
            step.run(k, parameters, other);
        }
    }
}
