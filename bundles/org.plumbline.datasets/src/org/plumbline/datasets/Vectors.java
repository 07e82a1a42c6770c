package org.plumbline.datasets;

import org.plumbline.numerics.random.RandomStream;

/** Vectors in double precision. */
final class Vectors {

    private Vectors() {
    }

    static double norm(double[] v) {
        double square = 0;
        for (double value : v) {
            square += value * value;
        }
        return Math.sqrt(square);
    }

    /** Writes v/||v||, rounded once. */
    static void writeNormalised(double[] v, float[] to, int start) {
        double norm = norm(v);
        for (int j = 0; j < v.length; j++) {
            to[start + j] = (float) (v[j] / norm);
        }
    }

    /** @return a point uniform on the unit sphere of dimension d: a Gaussian vector by its norm */
    static double[] onSphere(int d, RandomStream stream) {
        double[] v = new double[d];
        stream.gaussians(v, 0, 1);
        double norm = norm(v);
        for (int j = 0; j < d; j++) {
            v[j] /= norm;
        }
        return v;
    }
}
