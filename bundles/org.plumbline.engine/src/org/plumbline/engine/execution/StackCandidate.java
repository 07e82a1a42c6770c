package org.plumbline.engine.execution;

import java.util.function.Function;

/**
 * A stack of equal layers that has a kernel of its own, which needs more or less memory as it computes less or more again.
 *
 * @param least   with less it cannot be run
 * @param most    with more it becomes no faster
 * @param planner takes what it may use; throws {@link org.plumbline.engine.network.ShapeException} if that is too little
 */
record StackCandidate(Memory least, Memory most, Function<Memory, PlannedPart> planner) {
}
