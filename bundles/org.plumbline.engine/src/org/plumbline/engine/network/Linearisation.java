package org.plumbline.engine.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer at a point (x, theta): y = f(x, theta) and the products with the two Jacobians J_x and J_theta there.
 * Arrays that it returns belong to the caller.
 */
public interface Linearisation {

    /** @return y, [n, output shape]. Not to be modified. */
    INDArray output();

    /**
     * Vector-Jacobian products: adds J_theta^T g to {@code gradient} and returns J_x^T g.
     *
     * @param outputGradient g, shape of y. Not modified.
     * @param gradient       where the gradient of the parameters is added. Modified.
     * @return gradient with respect to x, shape of x
     */
    INDArray vjp(INDArray outputGradient, LayerParameters gradient);

    /**
     * Jacobian-vector product J_x dx + J_theta dtheta.
     *
     * @param inputTangent     dx, shape of x. Not modified.
     * @param parameterTangent dtheta. Not modified.
     * @return dy, shape of y
     */
    INDArray jvp(INDArray inputTangent, LayerParameters parameterTangent);
}
