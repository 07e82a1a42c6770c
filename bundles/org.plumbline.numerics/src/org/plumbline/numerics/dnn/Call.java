package org.plumbline.numerics.dnn;

/**
 * The caller's arrays of one pass.
 *
 * @param parameters as the caller lays them out
 * @param gradients  where gradients go; null in other passes
 * @param direction  a direction of the parameters; null for zero
 * @param byInput    whether the derivative by the input is wanted
 */
record Call(float[] parameters, float[] gradients, float[] direction, boolean byInput) {
}
