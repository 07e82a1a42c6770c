package org.plumbline.headless.bench;

/**
 * What one step costs at least.
 *
 * @param flops     floating point operations, a multiply-add as two; only the leading terms that {@code counted} names
 * @param bytes     bytes that must be read or written if nothing stays in a cache, each array once a pass
 * @param precision of the arithmetic
 * @param counted   what the two numbers count
 */
record Work(double flops, double bytes, Precision precision, String counted) {

    /** Of floating point numbers. */
    enum Precision { FLOAT, DOUBLE }
}
