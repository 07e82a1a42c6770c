package org.plumbline.numerics.kernels;

/**
 * One step of gradient descent with momentum on a flat array of parameters.
 * <p>u <- mu u + g; theta <- theta - lr u. This is PyTorch's convention (no dampening, no Nesterov step): the learning rate is
 * applied to the velocity, not stored in it; mu = 0 is plain gradient descent.</p>
 * Source: Polyak 1964 in the form of torch.optim.SGD. Pinned by MomentumUpdateTest.
 *
 * @param learningRate lr > 0, finite
 * @param momentum     mu in [0, 1)
 */
public record MomentumUpdate(double learningRate, double momentum) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range; the message names it
     */
    public MomentumUpdate {
        UpdateArguments.requirePositive("SGD: learning rate", learningRate);
        UpdateArguments.requireFraction("SGD: momentum", momentum);
    }

    /**
     * Does one step. Shape: all arrays have one length.
     *
     * @param theta    parameters. Modified.
     * @param gradient g. Not modified.
     * @param velocity u, zero before the first step. Modified; with mu = 0 not used, and may be null.
     * @throws IllegalArgumentException if the lengths differ
     */
    public void step(float[] theta, float[] gradient, float[] velocity) {
        UpdateArguments.requireLength("SGD: gradient", gradient, theta.length);
        float rate = (float) learningRate;
        if (momentum == 0) {
            for (int i = 0; i < theta.length; i++) {
                theta[i] -= rate * gradient[i];
            }
            return;
        }
        UpdateArguments.requireLength("SGD: velocity", velocity, theta.length);
        float keep = (float) momentum;
        for (int i = 0; i < theta.length; i++) {
            float u = keep * velocity[i] + gradient[i];
            velocity[i] = u;
            theta[i] -= rate * u;
        }
    }
}
