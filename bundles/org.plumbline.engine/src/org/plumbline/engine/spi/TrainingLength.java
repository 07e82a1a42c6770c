package org.plumbline.engine.spi;

/**
 * How long a training can be, known before it begins.
 *
 * @param fewestSteps optimiser steps after which a stop rule can end it at the soonest, at most {@code mostSteps};
 *                    a training that diverges ends earlier
 * @param mostSteps   the limit of steps; 0: there is no training
 * @param mostEpochs  passes over the training examples that the limit allows
 */
public record TrainingLength(long fewestSteps, long mostSteps, long mostEpochs) {
    public TrainingLength {
        if (fewestSteps < 0 || mostSteps < fewestSteps) {
            throw new IllegalArgumentException("a training of at least " + fewestSteps + " and at most " + mostSteps + " steps");
        }
    }
}
