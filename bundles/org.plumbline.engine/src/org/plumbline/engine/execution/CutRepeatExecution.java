package org.plumbline.engine.execution;

import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.dnn.LayerProgram;

/**
 * Runs a repeat segment by segment, with one program for all segments: their parameters are copied to where it expects them.
 * States before segments are kept, those inside computed again.
 */
final class CutRepeatExecution implements NetworkExecution {
    private final CutRepeat cut;
    private final RealArray statistics;
    private final SegmentProgram first;
    private final SegmentProgram other;
    private final RealArray[] states;
    private final RealArray[] flows = new RealArray[2];
    private final RealArray ignored;
    private Mode mode;
    private int n;
    private RealArray output;

    CutRepeatExecution(CutRepeat cut, Network network, ExecutionOptions options, LayerProgram.Plan firstPlan,
            LayerProgram.Plan otherPlan, RealArray statistics) {
        this.cut = cut;
        this.statistics = statistics;
        int size = Math.multiplyExact(options.capacity(), cut.input().size());
        states = new RealArray[cut.segments()];
        for (int s = 0; s < states.length; s++) {
            states[s] = RealArray.zeros(options.precision(), size);
        }
        flows[0] = RealArray.zeros(options.precision(), size);
        flows[1] = RealArray.zeros(options.precision(), size);
        ignored = RealArray.zeros(options.precision(), size);
        other = new SegmentProgram(network, cut.network(cut.segments() - 1), cut.input(), options.precision(), otherPlan);
        first = cut.start(1) == cut.segment() ? other : new SegmentProgram(network, cut.network(0), cut.input(), options.precision(), firstPlan);
    }

    private SegmentProgram program(int s) {
        return s == 0 ? first : other;
    }

    @Override
    public void forward(Mode how, RealArray parameters, RealArray x, int count, RealArray y) {
        mode = how;
        n = count;
        output = y;
        states[0].copyFrom(x, 0, 0, n * cut.input().size());
        for (int s = 0; s < states.length; s++) {
            SegmentProgram program = program(s);
            program.take(s, cut.start(s), parameters, statistics);
            program.forward(mode, states[s], n, s + 1 < states.length ? states[s + 1] : y);
            if (mode == Mode.TRAINING) {
                program.giveStatistics(cut.start(s), statistics);
            }
        }
    }

    /** The same operations on the same numbers, hence the same bits; statistics have moved already. */
    private SegmentProgram recall(int s, RealArray parameters) {
        SegmentProgram program = program(s);
        if (program.segment() != s) {
            program.take(s, cut.start(s), parameters, statistics);
            program.forward(mode, states[s], n, ignored);
        }
        return program;
    }

    @Override
    public void backward(RealArray parameters, RealArray g, RealArray gradient, RealArray inputGradient) {
        RealArray flow = g;
        for (int s = states.length - 1; s >= 0; s--) {
            RealArray to = s == 0 ? inputGradient : flows[s % 2];
            SegmentProgram program = recall(s, parameters);
            program.backward(flow, to);
            program.giveGradient(cut.start(s), gradient);
            flow = to;
        }
    }

    @Override
    public void tangent(RealArray parameters, RealArray inputTangent, RealArray parameterTangent, RealArray outputTangent) {
        RealArray flow = inputTangent;
        for (int s = 0; s < states.length; s++) {
            RealArray to = s + 1 == states.length ? outputTangent : flows[s % 2];
            recall(s, parameters).tangent(cut.start(s), parameterTangent, flow, to);
            flow = to;
        }
    }

    @Override
    public String firstNonFinite() {
        for (int s = 1; s <= states.length; s++) {
            RealArray after = s < states.length ? states[s] : output;
            if (after != null && !after.isFinite(0, n * cut.input().size())) {
                return "copies " + (cut.start(s - 1) + 1) + " to " + cut.start(s) + " of " + cut.repeat().count();
            }
        }
        return "";
    }

    @Override
    public void close() {
        other.close();
        if (first != other) {
            first.close();
        }
    }
}
