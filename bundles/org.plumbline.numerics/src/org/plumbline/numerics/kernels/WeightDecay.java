package org.plumbline.numerics.kernels;

/**
 * How an update draws parameters to zero. It acts on all parameters alike: biases and branch scales too.
 * <p>Coupled: the gradient becomes g + c theta, as if c/2 ||theta||^2 were added to the loss; it then passes through moments
 * and momentum. Decoupled: theta moves by -eta_t d theta more, eta_t the learning rate of the step.</p>
 * Source: Loshchilov, Hutter, "Decoupled weight decay regularization", ICLR 2019. There the decoupled term is eta lambda with
 * a schedule eta that does not contain the learning rate alpha; here, as in torch.optim.AdamW, eta_t = alpha eta, so
 * d = lambda / alpha. Pinned by AdamUpdateTest and MomentumUpdateTest.
 *
 * @param coupled   c >= 0, finite
 * @param decoupled d >= 0, finite
 */
public record WeightDecay(double coupled, double decoupled) {
    /** No decay. */
    public static final WeightDecay NONE = new WeightDecay(0, 0);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range; the message names it
     */
    public WeightDecay {
        UpdateArguments.requireNotNegative("weight decay", coupled);
        UpdateArguments.requireNotNegative("decoupled weight decay", decoupled);
    }

    public static WeightDecay coupled(double c) {
        return new WeightDecay(c, 0);
    }

    public static WeightDecay decoupled(double d) {
        return new WeightDecay(0, d);
    }
}
