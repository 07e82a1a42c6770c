package org.plumbline.engine.execution;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.network.Mode;
import org.plumbline.numerics.arrays.RealArray;

/** Parts one after the other. */
final class SequentialExecution implements NetworkExecution {
    private final ExecutionPlan plan;
    private final ImmutableList<NetworkExecution> parts;
    /** What part k gives to part k + 1; the last part writes where the caller wants it. */
    private final RealArray[] between;
    private final RealArray[] gradients;
    private RealArray output;
    private int n;

    SequentialExecution(ExecutionPlan plan, ImmutableList<NetworkExecution> parts) {
        this.plan = plan;
        this.parts = parts;
        between = new RealArray[parts.size() - 1];
        gradients = new RealArray[parts.size() - 1];
        for (int k = 0; k < between.length; k++) {
            int size = Math.multiplyExact(plan.sliceSize(), plan.parts().get(k).output().size());
            between[k] = RealArray.zeros(plan.precision(), size);
            gradients[k] = RealArray.zeros(plan.precision(), size);
        }
    }

    @Override
    public void forward(Mode mode, RealArray parameters, RealArray x, int count, RealArray y) {
        n = count;
        output = y;
        for (int k = 0; k < parts.size(); k++) {
            parts.get(k).forward(mode, parameters, k == 0 ? x : between[k - 1], count, k < between.length ? between[k] : y);
        }
    }

    @Override
    public void backward(RealArray parameters, RealArray g, RealArray gradient, RealArray inputGradient) {
        for (int k = parts.size() - 1; k >= 0; k--) {
            parts.get(k).backward(parameters, k < between.length ? gradients[k] : g, gradient,
                    k == 0 ? inputGradient : gradients[k - 1]);
        }
    }

    @Override
    public void tangent(RealArray parameters, RealArray inputTangent, RealArray parameterTangent, RealArray outputTangent) {
        for (int k = 0; k < parts.size(); k++) {
            parts.get(k).tangent(parameters, k == 0 ? inputTangent : gradients[k - 1], parameterTangent,
                    k < between.length ? gradients[k] : outputTangent);
        }
    }

    @Override
    public String firstNonFinite() {
        for (int k = 0; k < parts.size(); k++) {
            PlannedPart part = plan.parts().get(k);
            RealArray given = k < between.length ? between[k] : output;
            if (given != null && !given.isFinite(0, n * part.output().size())) {
                String inside = parts.get(k).firstNonFinite();
                return "part " + (k + 1) + " (" + part.layers() + ")" + (inside.isEmpty() ? "" : ", " + inside);
            }
        }
        return "";
    }

    @Override
    public void close() {
        parts.forEach(NetworkExecution::close);
    }
}
