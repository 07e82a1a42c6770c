package org.plumbline.engine.execution;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ParameterLayout;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.dnn.LayerProgram;

/** A program for some copies of a repeat, and the parameters and statistics of those that it computes at the moment. */
final class SegmentProgram {
    /** A tensor's slice of one copy: its place in the whole network, for copy 0, and in the segment's. */
    private record Window(int whole, int own, int each, int copies) {
        void take(RealArray from, RealArray to, int copy) {
            to.copyFrom(from, whole + copy * each, own, copies * each);
        }

        void give(RealArray from, RealArray to, int copy) {
            to.copyFrom(from, own, whole + copy * each, copies * each);
        }
    }

    private final ImmutableList<Window> windows;
    private final ImmutableList<Window> statisticWindows;
    private final RealArray parameters;
    private final RealArray gradient;
    private final RealArray direction;
    private final RealArray statistics;
    private final LayerProgramExecution execution;
    private int segment = -1;

    /** @param copies some copies of a repeat of the network, as a network of their own */
    SegmentProgram(Network network, Network copies, Shape input, Precision precision, LayerProgram.Plan plan) {
        windows = windows(network.layout(), copies.layout());
        statisticWindows = windows(network.statistics(), copies.statistics());
        parameters = RealArray.zeros(precision, copies.layout().size());
        gradient = RealArray.zeros(precision, copies.layout().size());
        direction = RealArray.zeros(precision, copies.layout().size());
        statistics = RealArray.zeros(precision, copies.statistics().size());
        execution = new LayerProgramExecution(copies, Sequence.flat(copies.root()), input, plan, statistics);
    }

    private static ImmutableList<Window> windows(ParameterLayout whole, ParameterLayout own) {
        return own.slots().collect(slot -> {
            int copies = slot.tensor().stackLength();
            return new Window(whole.slot(slot.tensor().name()).offset(), slot.offset(), slot.size() / copies, copies);
        });
    }

    /** @return the segment that is computed at the moment; -1: none */
    int segment() {
        return segment;
    }

    void take(int which, int copy, RealArray wholeParameters, RealArray wholeStatistics) {
        segment = which;
        windows.forEach(window -> window.take(wholeParameters, parameters, copy));
        statisticWindows.forEach(window -> window.take(wholeStatistics, statistics, copy));
    }

    void giveStatistics(int copy, RealArray wholeStatistics) {
        statisticWindows.forEach(window -> window.give(statistics, wholeStatistics, copy));
    }

    void giveGradient(int copy, RealArray wholeGradient) {
        windows.forEach(window -> window.give(gradient, wholeGradient, copy));
    }

    void forward(Mode mode, RealArray x, int n, RealArray y) {
        execution.forward(mode, parameters, x, n, y);
    }

    void backward(RealArray g, RealArray inputGradient) {
        execution.backward(parameters, g, gradient, inputGradient);
    }

    void tangent(int copy, RealArray wholeDirection, RealArray inputTangent, RealArray outputTangent) {
        windows.forEach(window -> window.take(wholeDirection, direction, copy));
        execution.tangent(parameters, inputTangent, direction, outputTangent);
    }

    void close() {
        execution.close();
    }
}
