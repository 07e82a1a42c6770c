// Generated from MomentumUpdate.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import org.plumbline.numerics.kernels.WeightDecay;

/**
 * One step of gradient descent with momentum on a flat array of parameters.
 * <p>u <- mu u + g; theta <- theta - eta u, or with Nesterov's step theta <- theta - eta (g + mu u), u the new one. This is
 * PyTorch's convention (dampening 0): the learning rate eta is applied to the velocity, not stored in it; mu = 0 is plain
 * gradient descent either way. Weight decay: {@link WeightDecay}.</p>
 * Source: Polyak 1964 and Sutskever, Martens, Dahl, Hinton, ICML 2013, in the form of torch.optim.SGD. Pinned by
 * DoubleMomentumUpdateTest.
 *
 * @param momentum mu in [0, 1)
 * @param nesterov whether to make Nesterov's step
 * @param decay    weight decay
 */
public record DoubleMomentumUpdate(double momentum, boolean nesterov, WeightDecay decay) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range; the message names it
     */
    public DoubleMomentumUpdate {
        UpdateArguments.requireFraction("SGD: momentum", momentum);
    }

    /**
     * Does one step. Shape: all arrays have one length.
     *
     * @param rate     eta >= 0, finite
     * @param theta    parameters. Modified.
     * @param gradient g. Not modified.
     * @param velocity u, zero before the first step. Modified; with mu = 0 not used, and may be null.
     * @throws IllegalArgumentException if the lengths differ or the rate is out of range
     */
    public void step(double rate, double[] theta, double[] gradient, double[] velocity) {
        UpdateArguments.requireNotNegative("SGD: learning rate", rate);
        UpdateArguments.requireLength("SGD: gradient", gradient, theta.length);
        double eta = rate;
        double pull = decay.coupled();
        double fall = (rate * decay.decoupled());
        if (momentum == 0) {
            for (int i = 0; i < theta.length; i++) {
                theta[i] -= eta * (gradient[i] + pull * theta[i]) + fall * theta[i];
            }
            return;
        }
        UpdateArguments.requireLength("SGD: velocity", velocity, theta.length);
        double keep = momentum;
        double ahead = nesterov ? keep : 1;
        double now = nesterov ? 1 : 0;
        for (int i = 0; i < theta.length; i++) {
            double g = gradient[i] + pull * theta[i];
            double u = keep * velocity[i] + g;
            velocity[i] = u;
            theta[i] -= eta * (now * g + ahead * u) + fall * theta[i];
        }
    }
}
