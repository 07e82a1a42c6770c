package org.plumbline.datasets;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.Dataset;
import org.plumbline.numerics.linalg.HaarOrthogonal;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/**
 * Few points of norm 1 that are orthogonal or nearly so, with targets near them.
 * <p>X = C Q with Q [N, d] of orthonormal rows from Haar's measure and C C^T = G, the Gram matrix of the points: G_ii = 1, G_ij uniform
 * on (-q, q) for i &lt; j. y_i = x_i + r u_i with u_i uniform on the sphere of radius 1. For q = 0 the points are orthonormal. G has a root
 * C for certain if (N - 1) q &lt; 1.</p>
 * Shape: inputs and targets [N, d], N &lt;= d; no test examples. Computed in double and rounded once; the last place of Q can depend on
 * the machine. Draws Q from the stream {@code data/orthonormal-points/frame}, G from {@code .../overlaps}, u from {@code .../shifts}.
 * Source: our design for Cont, Rossier, Xu, arXiv 2204.07261, whose theorem wants |&lt;x_i, x_j&gt;| &lt;= exp(-4c)/(8N)
 * (scaling-limits 2 and 5). Pinned by OrthonormalPointsDatasetTest.
 */
public final class OrthonormalPointsDataset implements Dataset {

    @Override
    public DataShape shape(Settings settings) {
        int d = settings.integer("dimension");
        int n = settings.integer("train");
        double q = settings.real("overlap");
        if (n > d) {
            throw new InvalidInputException("orthonormal-points: " + n + " points of dimension " + d
                    + " cannot be orthogonal; at most " + d + " points, or at least dimension " + n);
        }
        if ((n - 1) * q >= 1) {
            throw new InvalidInputException("orthonormal-points: an overlap of " + q + " is not certain to be possible for " + n
                    + " points; it must be below 1/" + (n - 1));
        }
        Shape vector = Shape.of(d);
        return new DataShape(vector, vector, n, 0);
    }

    @Override
    public String contentDigest(Settings settings) {
        return "";
    }

    @Override
    public DataSet load(Settings settings, RandomStreams streams) {
        DataShape shape = shape(settings);
        int n = shape.train();
        int d = shape.input().size();
        double[] frame = HaarOrthogonal.sample(n, d, streams.stream("data/orthonormal-points/frame"));
        double[] root = root(gram(n, settings.real("overlap"), streams.stream("data/orthonormal-points/overlaps")), n);
        RandomStream shifts = streams.stream("data/orthonormal-points/shifts");
        float[] inputs = new float[n * d];
        float[] targets = new float[n * d];
        for (int i = 0; i < n; i++) {
            double[] u = Vectors.onSphere(d, shifts);
            for (int j = 0; j < d; j++) {
                double x = 0;
                for (int k = 0; k <= i; k++) {
                    x += root[i * n + k] * frame[k * d + j];
                }
                inputs[i * d + j] = (float) x;
                targets[i * d + j] = (float) (x + settings.real("distance") * u[j]);
            }
        }
        return new DataSet(shape, inputs, targets, new float[0], new float[0]);
    }

    private static double[] gram(int n, double q, RandomStream stream) {
        double[] gram = new double[n * n];
        for (int i = 0; i < n; i++) {
            gram[i * n + i] = 1;
            for (int j = 0; j < i; j++) {
                gram[i * n + j] = stream.uniform(-q, q);
                gram[j * n + i] = gram[i * n + j];
            }
        }
        return gram;
    }

    /** @return Cholesky's lower triangular C of a positive definite matrix [n, n], which is not modified */
    static double[] root(double[] g, int n) {
        double[] c = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = g[i * n + j];
                for (int k = 0; k < j; k++) {
                    rest -= c[i * n + k] * c[j * n + k];
                }
                c[i * n + j] = i == j ? Math.sqrt(rest) : rest / c[j * n + j];
            }
        }
        return c;
    }
}
