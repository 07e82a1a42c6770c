package org.plumbline.engine.network;

/**
 * What one example costs in a layer: an estimate for plans.
 *
 * @param flops    floating-point operations of the forward pass: a product and a sum count one each, an elementary function
 *                 one; NaN if not known
 * @param retained numbers that are kept for the derivatives, besides the input
 */
public record Cost(double flops, double retained) {
    /** Of a layer that does not say. */
    public static final Cost UNKNOWN = new Cost(Double.NaN, Double.NaN);
    /** Of a layer that only names things anew. */
    public static final Cost NOTHING = new Cost(0, 0);

    /** @return the cost of this and another */
    public Cost plus(Cost other) {
        return new Cost(flops + other.flops, retained + other.retained);
    }

    /** @return the cost of n copies */
    public Cost times(int n) {
        return new Cost(n * flops, n * retained);
    }
}
