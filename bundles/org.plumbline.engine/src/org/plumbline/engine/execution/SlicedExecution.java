package org.plumbline.engine.execution;

import java.util.concurrent.ForkJoinTask;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.numerics.arrays.RealArray;

/**
 * A batch cut into slices that are computed beside each other.
 * <p>How many slices there are is a matter of the plan, and their gradients are added in the order of the slices: the bits do
 * not depend on the number of threads.</p>
 */
final class SlicedExecution implements NetworkExecution {
    private final Slice[] slices;
    private final int sliceSize;
    private final int threads;
    private int used;

    /** One slice: its execution and its own arrays. */
    private static final class Slice {
        private final NetworkExecution execution;
        private final Network network;
        private final RealArray x;
        private final RealArray y;
        private final RealArray gradient;
        private int first;
        private int count;

        Slice(NetworkExecution execution, ExecutionPlan plan, int size) {
            this.execution = execution;
            this.network = plan.network();
            x = RealArray.zeros(plan.precision(), Math.multiplyExact(size, network.input().size()));
            y = RealArray.zeros(plan.precision(), Math.multiplyExact(size, network.output().size()));
            gradient = RealArray.zeros(plan.precision(), network.layout().size());
        }

        void forward(Mode mode, RealArray parameters, RealArray from, RealArray to) {
            int in = network.input().size();
            int out = network.output().size();
            x.copyFrom(from, first * in, 0, count * in);
            execution.forward(mode, parameters, x, count, y);
            to.copyFrom(y, 0, first * out, count * out);
        }

        void backward(RealArray parameters, RealArray g, RealArray inputGradient) {
            int in = network.input().size();
            int out = network.output().size();
            y.copyFrom(g, first * out, 0, count * out);
            execution.backward(parameters, y, gradient, inputGradient == null ? null : x);
            if (inputGradient != null) {
                inputGradient.copyFrom(x, 0, first * in, count * in);
            }
        }

        void tangent(RealArray parameters, RealArray dx, RealArray direction, RealArray dy) {
            int in = network.input().size();
            int out = network.output().size();
            RealArray part = dx.slice(first * in, count * in);
            execution.tangent(parameters, part, direction, y);
            dy.copyFrom(y, 0, first * out, count * out);
        }
    }

    /** @param executions one for each slice, each for {@code sliceSize} examples */
    SlicedExecution(ExecutionPlan plan, ImmutableList<NetworkExecution> executions, int sliceSize, int threads) {
        this.sliceSize = sliceSize;
        this.threads = threads;
        slices = executions.collect(execution -> new Slice(execution, plan, sliceSize)).toArray(new Slice[0]);
    }

    @Override
    public void forward(Mode mode, RealArray parameters, RealArray x, int n, RealArray y) {
        used = (n + sliceSize - 1) / sliceSize;
        for (int s = 0; s < used; s++) {
            slices[s].first = s * sliceSize;
            slices[s].count = Math.min(sliceSize, n - s * sliceSize);
        }
        each(slice -> slice.forward(mode, parameters, x, y));
    }

    @Override
    public void backward(RealArray parameters, RealArray g, RealArray gradient, RealArray inputGradient) {
        each(slice -> slice.backward(parameters, g, inputGradient));
        gradient.copyFrom(slices[0].gradient, 0, 0, gradient.length());
        for (int s = 1; s < used; s++) {
            gradient.addAll(slices[s].gradient);
        }
    }

    @Override
    public void tangent(RealArray parameters, RealArray inputTangent, RealArray parameterTangent, RealArray outputTangent) {
        each(slice -> slice.tangent(parameters, inputTangent, parameterTangent, outputTangent));
    }

    /** What is done with each slice. */
    private interface Work {
        void on(Slice slice);
    }

    /** The calling thread takes part; with one thread it does all, in order. */
    private void each(Work work) {
        int helpers = Math.min(threads, used) - 1;
        MutableList<ForkJoinTask<?>> tasks = Lists.mutable.empty();
        for (int t = 1; t <= helpers; t++) {
            int thread = t;
            tasks.add(SlicePool.POOL.submit(() -> share(work, thread, helpers + 1)));
        }
        try {
            share(work, 0, helpers + 1);
        } finally {
            tasks.forEach(ForkJoinTask::quietlyJoin);
        }
        tasks.forEach(ForkJoinTask::join);
    }

    private void share(Work work, int thread, int of) {
        for (int s = thread; s < used; s += of) {
            work.on(slices[s]);
        }
    }

    @Override
    public String firstNonFinite() {
        for (int s = 0; s < used; s++) {
            String where = slices[s].execution.firstNonFinite();
            if (!where.isEmpty()) {
                return where;
            }
        }
        return "";
    }

    @Override
    public void close() {
        for (Slice slice : slices) {
            slice.execution.close();
        }
    }
}
