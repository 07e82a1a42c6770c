package org.plumbline.headless.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.plumbline.numerics.linalg.BatchedSvd;
import org.plumbline.numerics.linalg.Lapack;
import org.plumbline.numerics.random.RandomStreams;

/**
 * Singular value decompositions of square matrices with entries ~ N(0, 1), in double precision.
 *
 * @param count matrices in a step
 * @param size  n
 * @param full  with the singular vectors
 * @param floor ratio owed
 */
record SvdCase(int count, int size, boolean full, double floor) implements BenchCase {
    /** Values that are compared with the peer's. */
    private static final int COMPARED = 1000;
    /** Of n^3: reduction to bidiagonal form; with both factors, as Golub and Van Loan count, 4.4.4 and 5.4.5. */
    private static final double VALUES_FLOPS = 8.0 / 3;
    private static final double FULL_FLOPS = 21;

    @Override
    public String id() {
        return "svd-" + (full ? "full" : "values") + "-" + (count == 1 ? "" : count + "x") + size;
    }

    @Override
    public String title() {
        return (count == 1 ? "one matrix" : count + " matrices") + " of " + size + "x" + size + ", "
                + (full ? "thin decomposition" : "singular values only") + "; double";
    }

    @Override
    public Work work() {
        double entries = (double) count * size * size;
        return new Work((full ? FULL_FLOPS : VALUES_FLOPS) * entries * size, 8 * entries * (full ? 3 : 1), Work.Precision.DOUBLE,
                "flops: nominal, " + (full ? "21 n^3" : "8/3 n^3") + " a matrix; bytes: input and factors, once");
    }

    @Override
    public List<PeerVariant> peers() {
        List<PeerVariant> peers = new ArrayList<>();
        if (count > 1) {
            peers.add(new PeerVariant("torch as users write it", 1, 0, request("one-by-one")));
        }
        peers.add(new PeerVariant("torch best", 1, floor, request(full ? "full" : "values")));
        return peers;
    }

    private static Map<String, Object> request(String variant) {
        return Map.of("module", "peer_svd", "variant", variant);
    }

    @Override
    public Subject prepare(Path folder) throws IOException {
        float[] stack = new float[count * size * size];
        new RandomStreams(1).stream("bench/svd").gaussians(stack, 0, 1);
        PeerData.write(folder, "stack", new int[] {count, size, size}, stack);
        double[] wide = new double[stack.length];
        for (int i = 0; i < stack.length; i++) {
            wide[i] = stack[i];
        }
        return new Decompositions(wide);
    }

    private final class Decompositions extends OurSubject {
        private final double[] stack;
        private double[] values;

        Decompositions(double[] stack) {
            super(count == 1 ? "LAPACK gesdd of OpenBLAS" : "many matrices at once, BatchedSvd");
            this.stack = stack;
        }

        @Override
        void reset() {
            // nothing is changed by a step
        }

        @Override
        double[] steps(int steps) {
            for (int step = 0; step < steps; step++) {
                values = decompose();
            }
            return Arrays.copyOf(values, Math.min(values.length, COMPARED));
        }

        private double[] decompose() {
            if (count > 1) {
                return BatchedSvd.singularValues(stack, count, size, size);
            }
            return full ? Lapack.svd(stack, size, size).s() : Lapack.singularValues(stack, size, size);
        }
    }
}
