package org.plumbline.engine.network;

import org.plumbline.numerics.random.RandomStream;

/**
 * What a layer may know of the forward pass it is part of, besides its input.
 *
 * @param mode       what the pass is for
 * @param statistics values of {@link Layer#statistics}; a layer reads them in mode {@code EVALUATION} and moves them in mode
 *                   {@code TRAINING}
 * @param noise      random numbers for mode {@code TRAINING}, drawn from in the order of the layers
 */
public record Pass(Mode mode, LayerParameters statistics, RandomStream noise) {

    /** @return whether this is a step of training */
    public boolean training() {
        return mode == Mode.TRAINING;
    }

    /** @return the same pass for copy k of a repeat's body */
    Pass copy(int k) {
        return new Pass(mode, statistics.copy(k), noise);
    }
}
