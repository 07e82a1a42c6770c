package org.plumbline.headless.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.plumbline.numerics.linalg.HaarOrthogonal;
import org.plumbline.numerics.random.RandomStreams;

/**
 * A random orthogonal matrix from a square matrix with entries ~ N(0, 1), in double precision: its Q, with the signs that make
 * R's diagonal positive. Drawing the entries is not timed: both sides must have the same ones.
 *
 * @param size  n
 * @param floor ratio owed
 */
record HaarCase(int size, double floor) implements BenchCase {
    /** Values that are compared with the peer's. */
    private static final int COMPARED = 1000;
    /** Of n^3: the reflections and their product, 4/3 each; Golub and Van Loan 5.2.1. */
    private static final double FLOPS = 8.0 / 3;

    @Override
    public String id() {
        return "haar-qr-" + size;
    }

    @Override
    public String title() {
        return "Q of one Gaussian matrix of " + size + "x" + size + ", R's diagonal positive; double";
    }

    @Override
    public Work work() {
        double entries = (double) size * size;
        return new Work(FLOPS * entries * size, 8 * entries * 2, Work.Precision.DOUBLE,
                "flops: nominal, 8/3 n^3; bytes: input and Q, once");
    }

    @Override
    public List<PeerVariant> peers() {
        return List.of(new PeerVariant("torch as users write it", 1, 0, request("product")),
                new PeerVariant("torch best", 1, floor, request("in-place")));
    }

    private static Map<String, Object> request(String variant) {
        return Map.of("module", "peer_haar", "variant", variant);
    }

    @Override
    public Subject prepare(Path folder) throws IOException {
        float[] gaussian = new float[size * size];
        new RandomStreams(1).stream("bench/haar").gaussians(gaussian, 0, 1);
        PeerData.write(folder, "gaussian", new int[] {size, size}, gaussian);
        double[] wide = new double[gaussian.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = gaussian[i];
        }
        return new Decompositions(wide);
    }

    private final class Decompositions extends OurSubject {
        private final double[] gaussian;

        Decompositions(double[] gaussian) {
            super("LAPACK gelqf and orglq of OpenBLAS");
            this.gaussian = gaussian;
        }

        @Override
        void reset() {
            // nothing is changed by a step
        }

        @Override
        double[] steps(int steps) {
            double[] q = null;
            for (int step = 0; step < steps; step++) {
                q = HaarOrthogonal.fromGaussian(gaussian, size, size);
            }
            return Arrays.copyOf(q, Math.min(q.length, COMPARED));
        }
    }
}
