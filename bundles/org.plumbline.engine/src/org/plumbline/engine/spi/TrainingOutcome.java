package org.plumbline.engine.spi;

/**
 * How a training ended.
 *
 * @param stopRule  which rule stopped it, e.g. {@code loss below 0.001}
 * @param steps     number of optimiser steps
 * @param epochs    number of passes over the training examples
 * @param finalLoss the loss that the stop rule looked at last, in the loss's own scale
 */
public record TrainingOutcome(String stopRule, long steps, int epochs, double finalLoss) {
}
