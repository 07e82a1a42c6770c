package org.plumbline.engine.spi;

import org.plumbline.numerics.arrays.RealArray;

/**
 * A network while it is trained, between the gradient and the update that it leads to.
 *
 * @param step     number of updates made so far, from 0: parameters are those after that many
 * @param loss     of the batch of the next update, in the loss's own scale
 * @param network  with its parameters as they are now; they change when the probe has returned. Not to be modified.
 * @param gradient of the loss of the batch at these parameters, in the order of the layout. Not to be modified.
 */
public record TrainingState(long step, double loss, TrainedNetwork network, RealArray gradient) {
}
