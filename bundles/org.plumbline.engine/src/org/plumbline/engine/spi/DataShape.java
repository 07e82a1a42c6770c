package org.plumbline.engine.spi;

import org.plumbline.engine.network.Shape;

/**
 * What a dataset will deliver, known without making it.
 *
 * @param input  shape of one input
 * @param target shape of one target
 * @param train  number of training examples
 * @param test   number of test examples, may be 0
 */
public record DataShape(Shape input, Shape target, int train, int test) {
}
