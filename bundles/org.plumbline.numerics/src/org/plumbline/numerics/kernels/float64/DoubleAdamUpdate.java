// Generated from AdamUpdate.java by releng/kernelgen: edit that, and run it again.
package org.plumbline.numerics.kernels.float64;

import org.plumbline.numerics.kernels.WeightDecay;

/**
 * One step of Adam on a flat array of parameters.
 * <p>m <- beta1 m + (1 - beta1) g; v <- beta2 v + (1 - beta2) g^2; theta <- theta - eta mhat / (sqrt(vhat) + epsilon) with
 * mhat = m / (1 - beta1^t), vhat = v / (1 - beta2^t), eta the learning rate. Decoupled {@link WeightDecay} makes it AdamW.
 * All is computed in double, each operation rounded once, so all machines give the same
 * bits.</p>
 * Source: Kingma, Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1 (not the reordered form of its
 * section 2, which moves epsilon). Pinned by DoubleAdamUpdateTest.
 *
 * @param beta1   in [0, 1)
 * @param beta2   in [0, 1)
 * @param epsilon > 0, finite, in units of the gradient
 * @param decay   weight decay
 */
public record DoubleAdamUpdate(double beta1, double beta2, double epsilon, WeightDecay decay) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range; the message names it
     */
    public DoubleAdamUpdate {
        UpdateArguments.requireFraction("Adam: beta1", beta1);
        UpdateArguments.requireFraction("Adam: beta2", beta2);
        UpdateArguments.requirePositive("Adam: epsilon", epsilon);
    }

    /**
     * Does step t. Shape: all arrays have one length.
     *
     * @param rate     eta >= 0, finite
     * @param theta    parameters. Modified.
     * @param gradient g. Not modified.
     * @param m        first moments, zero before step 1. Modified.
     * @param v        second moments, zero before step 1. Modified.
     * @param t        number of this step, counted from 1
     * @throws IllegalArgumentException if t is below 1, the lengths differ or the rate is out of range
     */
    public void step(double rate, double[] theta, double[] gradient, double[] m, double[] v, long t) {
        UpdateArguments.requireNotNegative("Adam: learning rate", rate);
        if (t < 1) {
            throw new IllegalArgumentException("Adam: steps are counted from 1, got step " + t);
        }
        UpdateArguments.requireLength("Adam: gradient", gradient, theta.length);
        UpdateArguments.requireLength("Adam: first moments", m, theta.length);
        UpdateArguments.requireLength("Adam: second moments", v, theta.length);
        // StrictMath: Math.pow may differ between machines in the last place.
        double correction1 = (1 / (1 - StrictMath.pow(beta1, t)));
        double correction2 = (1 / (1 - StrictMath.pow(beta2, t)));
        update(rate, theta, gradient, m, v, correction1, correction2);
    }

    private void update(double rate, double[] theta, double[] gradient, double[] m, double[] v, double correction1,
            double correction2) {
        double keep1 = beta1;
        double keep2 = beta2;
        double take1 = (1 - beta1);
        double take2 = (1 - beta2);
        double eta = rate;
        double small = epsilon;
        double pull = decay.coupled();
        double fall = (rate * decay.decoupled());
        for (int i = 0; i < theta.length; i++) {
            double g = gradient[i] + pull * theta[i];
            double first = keep1 * m[i] + take1 * g;
            double second = keep2 * v[i] + take2 * (g * g);
            m[i] = first;
            v[i] = second;
            theta[i] -= eta * (first * correction1) / (Math.sqrt(second * correction2) + small) + fall * theta[i];
        }
    }
}
