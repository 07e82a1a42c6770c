package org.plumbline.engine.passport;

import java.util.List;
import java.util.Locale;

import org.plumbline.numerics.linalg.BatchedSvd;
import org.plumbline.numerics.linalg.HaarOrthogonal;
import org.plumbline.numerics.linalg.Lapack;
import org.plumbline.numerics.linalg.SymmetricEigen;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/**
 * Decompositions against what they must give, on fresh random input; and what is known of ND4J's own, which would hang or end
 * this process, so that nothing but their absence here is checked.
 */
final class LinearAlgebraChecks {
    private static final int LONG_SIDE = 200;
    private static final int SHORT_SIDE = 50;
    private static final int SMALL = 10;
    private static final int COUNT = 20;
    /** Largest error allowed in double, relative to the largest entry or value: some 100 roundings. */
    private static final double TOLERANCE = 2e-13;
    /** Ratio of two neighbouring singular values of the matrix whose values are known. */
    private static final double DECAY = 0.8;

    private LinearAlgebraChecks() {
    }

    static List<Check> all() {
        return List.of(new Check("orthogonal, tall", () -> orthogonal("orthogonal, tall", LONG_SIDE, SHORT_SIDE)),
                new Check("orthogonal, wide", () -> orthogonal("orthogonal, wide", SHORT_SIDE, LONG_SIDE)),
                new Check("ND4J orthogonal", () -> known("ND4J orthogonal",
                        "OrthogonalDistribution of 50 x 200 did not return in ten minutes (it calls ND4J's svd): not tried",
                        "HaarOrthogonal, by LAPACK gelqf and orglq")),
                new Check("singular values", LinearAlgebraChecks::singularValues),
                new Check("many small SVDs", LinearAlgebraChecks::manySmall),
                new Check("ND4J svd", () -> known("ND4J svd",
                        "wrong values for float matrices of order 16, and at order 32 it ended the process: not tried",
                        "Lapack.svd, by LAPACK gesdd")),
                new Check("ND4J qr", () -> known("ND4J qr", "order 1000 was not finished in 80 s: not tried",
                        "Qr, by LAPACK gelqf and orglq")),
                new Check("symmetric eigenvalues", LinearAlgebraChecks::eigenvalues));
    }

    private static Verdict known(String item, String defect, String route) {
        return new Verdict(item, Outcome.ROUTED, defect + "; used instead: " + route);
    }

    private static Verdict orthogonal(String item, int rows, int columns) {
        double[] q = HaarOrthogonal.sample(rows, columns, stream());
        boolean tall = rows >= columns;
        int thin = Math.min(rows, columns);
        double worst = 0;
        for (int i = 0; i < thin; i++) {
            for (int j = 0; j < thin; j++) {
                double sum = i == j ? -1 : 0;
                for (int k = 0; k < Math.max(rows, columns); k++) {
                    sum += tall ? q[k * columns + i] * q[k * columns + j] : q[i * columns + k] * q[j * columns + k];
                }
                worst = Math.max(worst, Math.abs(sum));
            }
        }
        return verdict(item, worst, "largest entry of %s of %d x %d".formatted(tall ? "Q^T Q - I" : "Q Q^T - I", rows, columns));
    }

    /** A = Q diag(s) P^T with orthogonal Q and P has the singular values s. */
    private static double[] withValues(int rows, int columns, double[] s, RandomStream stream) {
        double[] q = HaarOrthogonal.sample(rows, s.length, stream);
        double[] p = HaarOrthogonal.sample(columns, s.length, stream);
        double[] a = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k < s.length; k++) {
                    a[i * columns + j] += q[i * s.length + k] * s[k] * p[j * s.length + k];
                }
            }
        }
        return a;
    }

    private static double[] decaying(int count) {
        double[] s = new double[count];
        for (int i = 0; i < count; i++) {
            s[i] = Math.pow(DECAY, i);
        }
        return s;
    }

    private static Verdict singularValues() {
        double[] s = decaying(SHORT_SIDE);
        double[] found = Lapack.singularValues(withValues(LONG_SIDE, SHORT_SIDE, s, stream()), LONG_SIDE, SHORT_SIDE);
        return verdict("singular values", difference(found, 0, s),
                "%d x %d with known values: largest error".formatted(LONG_SIDE, SHORT_SIDE));
    }

    private static Verdict manySmall() {
        RandomStream stream = stream();
        double[] s = decaying(SMALL);
        double[] stack = new double[COUNT * SMALL * SMALL];
        for (int i = 0; i < COUNT; i++) {
            System.arraycopy(withValues(SMALL, SMALL, s, stream), 0, stack, i * SMALL * SMALL, SMALL * SMALL);
        }
        double[] found = BatchedSvd.singularValues(stack, COUNT, SMALL, SMALL);
        double worst = 0;
        for (int i = 0; i < COUNT; i++) {
            worst = Math.max(worst, difference(found, i * SMALL, s));
        }
        return verdict("many small SVDs", worst, "%d of %d x %d with known values: largest error".formatted(COUNT, SMALL, SMALL));
    }

    private static Verdict eigenvalues() {
        double[] s = decaying(SHORT_SIDE);
        double[] q = HaarOrthogonal.sample(SHORT_SIDE, SHORT_SIDE, stream());
        double[] a = new double[SHORT_SIDE * SHORT_SIDE];
        for (int i = 0; i < SHORT_SIDE; i++) {
            for (int j = 0; j < SHORT_SIDE; j++) {
                for (int k = 0; k < SHORT_SIDE; k++) {
                    a[i * SHORT_SIDE + j] += q[i * SHORT_SIDE + k] * s[SHORT_SIDE - 1 - k] * q[j * SHORT_SIDE + k];
                }
            }
        }
        double[] found = SymmetricEigen.values(a, SHORT_SIDE);
        double worst = 0;
        for (int i = 0; i < SHORT_SIDE; i++) {
            worst = Math.max(worst, Math.abs(found[i] - s[SHORT_SIDE - 1 - i]));
        }
        return verdict("symmetric eigenvalues", worst, "order %d with known values: largest error".formatted(SHORT_SIDE));
    }

    private static double difference(double[] found, int at, double[] expected) {
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, Math.abs(found[at + i] - expected[i]));
        }
        return worst;
    }

    private static Verdict verdict(String item, double worst, String what) {
        return Verdict.of(item, worst < TOLERANCE, String.format(Locale.ROOT, "%s %.1e, allowed %.0e", what, worst, TOLERANCE));
    }

    private static RandomStream stream() {
        return new RandomStreams(System.nanoTime()).stream("doctor");
    }
}
