// Generated from StateSteps.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * From one state to the next: h' = h + scale s, with s just computed or read back. Both do the same operation on each entry,
 * so a state read back has the bits that it had.
 */
final class StateSteps {

    private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private StateSteps() {
    }

    /** Computes s and h' from z. */
    static void advance(StackMemory memory, int k, double[] parameters) {
        memory.scales[k] = memory.scale(parameters, k);
        memory.loadFactor(k);
        ForwardPass.advance(memory.shape.activation(), memory.rowsOfBatch, memory.preActivation, memory.activations, memory.s(k),
                memory.states, memory.h(k), memory.h(k + 1), memory.factors);
    }

    /** Writes h' from s as kept. */
    static void readBack(StackMemory memory, int k) {
        double[] states = memory.states;
        double[] activations = memory.activations;
        DoubleVector factor = DoubleVector.broadcast(SPECIES, memory.scales[k]);
        int h = memory.h(k);
        int next = memory.h(k + 1);
        int s = memory.s(k);
        int stride = memory.rowsOfBatch.stride();
        int count = memory.layer();
        int surplus = stride - memory.rowsOfBatch.kept();
        for (int i = 0, column = 0; i < count; i += LANES) {
            DoubleVector value = DoubleVector.fromArray(SPECIES, activations, s + i);
            value.fma(factor, DoubleVector.fromArray(SPECIES, states, h + i)).intoArray(states, next + i);
            column += LANES;
            if (column == stride) {
                column = 0;
                s -= surplus;
            }
        }
    }
}
