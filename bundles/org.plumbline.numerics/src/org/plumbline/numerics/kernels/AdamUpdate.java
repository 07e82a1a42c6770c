package org.plumbline.numerics.kernels;

/**
 * One step of Adam on a flat array of parameters.
 * <p>m <- beta1 m + (1 - beta1) g; v <- beta2 v + (1 - beta2) g^2; theta <- theta - eta mhat / (sqrt(vhat) + epsilon) with
 * mhat = m / (1 - beta1^t), vhat = v / (1 - beta2^t), eta the learning rate. Decoupled {@link WeightDecay} makes it AdamW.
 * The corrections are computed in double, the rest in float, each operation rounded once, so all machines give the same
 * bits.</p>
 * Source: Kingma, Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1 (not the reordered form of its
 * section 2, which moves epsilon). Pinned by AdamUpdateTest.
 *
 * @param beta1   in [0, 1)
 * @param beta2   in [0, 1)
 * @param epsilon > 0, finite, in units of the gradient
 * @param decay   weight decay
 */
public record AdamUpdate(double beta1, double beta2, double epsilon, WeightDecay decay) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range; the message names it
     */
    public AdamUpdate {
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
    public void step(double rate, float[] theta, float[] gradient, float[] m, float[] v, long t) {
        UpdateArguments.requireNotNegative("Adam: learning rate", rate);
        if (t < 1) {
            throw new IllegalArgumentException("Adam: steps are counted from 1, got step " + t);
        }
        UpdateArguments.requireLength("Adam: gradient", gradient, theta.length);
        UpdateArguments.requireLength("Adam: first moments", m, theta.length);
        UpdateArguments.requireLength("Adam: second moments", v, theta.length);
        // StrictMath: Math.pow may differ between machines in the last place.
        float correction1 = (float) (1 / (1 - StrictMath.pow(beta1, t)));
        float correction2 = (float) (1 / (1 - StrictMath.pow(beta2, t)));
        update(rate, theta, gradient, m, v, correction1, correction2);
    }

    private void update(double rate, float[] theta, float[] gradient, float[] m, float[] v, float correction1,
            float correction2) {
        float keep1 = (float) beta1;
        float keep2 = (float) beta2;
        float take1 = (float) (1 - beta1);
        float take2 = (float) (1 - beta2);
        float eta = (float) rate;
        float small = (float) epsilon;
        float pull = (float) decay.coupled();
        float fall = (float) (rate * decay.decoupled());
        for (int i = 0; i < theta.length; i++) {
            float g = gradient[i] + pull * theta[i];
            float first = keep1 * m[i] + take1 * g;
            float second = keep2 * v[i] + take2 * (g * g);
            m[i] = first;
            v[i] = second;
            theta[i] -= eta * (first * correction1) / ((float) Math.sqrt(second * correction2) + small) + fall * theta[i];
        }
    }
}
