package org.plumbline.analyses;

import org.plumbline.analyses.Stacks.Stack;
import org.plumbline.numerics.arrays.RealArray;

/**
 * How far the layers of a stack are from where training began: max_k ||W_k - W_k(0)||, the Frobenius norm; of a stack times its scale, the
 * scale at the same time. 0 if there was no training.
 * Units: those of the weights. Source: scaling-limits 5, the movement of paper B. Pinned by StackedTensorTest, DepthScalingMeasureTest.
 */
final class Movement {
    static final String ID = "movement";
    static final String LABEL = "largest movement of ";

    private Movement() {
    }

    static String quantity(Stack stack) {
        return ID + "(" + stack.name() + ")";
    }

    /** @return the largest movement, at least 0, in the unit of the weights */
    static double of(Stack stack, RealArray parameters, RealArray start) {
        return stack.layers(parameters).farthestFrom(stack.layers(start));
    }
}
