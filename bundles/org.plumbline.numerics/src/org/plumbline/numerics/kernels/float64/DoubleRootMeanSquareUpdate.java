// Generated from RootMeanSquareUpdate.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import org.plumbline.numerics.kernels.WeightDecay;

/**
 * One step of RMSProp on a flat array of parameters.
 * <p>v <- rho v + (1 - rho) g^2; s = g / (sqrt(v) + epsilon); u <- mu u + s; theta <- theta - eta u. No bias correction, v and u
 * start at zero, so the first step has the size eta / sqrt(1 - rho). Weight decay: {@link WeightDecay}. All is
 * computed in double, each operation rounded once, so all machines give the same bits.</p>
 * Source: Hinton, "Neural networks for machine learning", lecture 6e, 2012; epsilon outside of the root and the momentum as in
 * torch.optim.RMSprop, not centred. Pinned by DoubleRootMeanSquareUpdateTest.
 *
 * @param decayRate rho in [0, 1)
 * @param epsilon   > 0, finite, in units of the gradient
 * @param momentum  mu in [0, 1)
 * @param decay     weight decay
 */
public record DoubleRootMeanSquareUpdate(double decayRate, double epsilon, double momentum, WeightDecay decay) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range; the message names it
     */
    public DoubleRootMeanSquareUpdate {
        UpdateArguments.requireFraction("RMSProp: decay rate", decayRate);
        UpdateArguments.requirePositive("RMSProp: epsilon", epsilon);
        UpdateArguments.requireFraction("RMSProp: momentum", momentum);
    }

    /**
     * Does one step. Shape: all arrays have one length.
     *
     * @param rate     eta >= 0, finite
     * @param theta    parameters. Modified.
     * @param gradient g. Not modified.
     * @param square   v, zero before the first step. Modified.
     * @param velocity u, zero before the first step. Modified; with mu = 0 not used, and may be null.
     * @throws IllegalArgumentException if the lengths differ or the rate is out of range
     */
    public void step(double rate, double[] theta, double[] gradient, double[] square, double[] velocity) {
        UpdateArguments.requireNotNegative("RMSProp: learning rate", rate);
        UpdateArguments.requireLength("RMSProp: gradient", gradient, theta.length);
        UpdateArguments.requireLength("RMSProp: mean squares", square, theta.length);
        boolean moving = momentum > 0;
        if (moving) {
            UpdateArguments.requireLength("RMSProp: velocity", velocity, theta.length);
        }
        double eta = rate;
        double pull = decay.coupled();
        double fall = (rate * decay.decoupled());
        double keep = decayRate;
        double take = (1 - decayRate);
        double small = epsilon;
        double mu = momentum;
        for (int i = 0; i < theta.length; i++) {
            double g = gradient[i] + pull * theta[i];
            double v = keep * square[i] + take * (g * g);
            square[i] = v;
            double u = g / (Math.sqrt(v) + small);
            if (moving) {
                u += mu * velocity[i];
                velocity[i] = u;
            }
            theta[i] -= eta * u + fall * theta[i];
        }
    }
}
