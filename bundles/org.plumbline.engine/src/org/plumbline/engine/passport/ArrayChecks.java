package org.plumbline.engine.passport;

import java.util.List;
import java.util.Locale;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.plumbline.nd4j.Backend;
import org.plumbline.nd4j.NativeLibraries;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/** Whether ND4J multiplies, keeps double precision, and gives memory back. */
final class ArrayChecks {
    private static final int N = 32;
    /** Unit roundoffs of the two precisions. */
    private static final double FLOAT_U = 0x1p-24;
    private static final double DOUBLE_U = 0x1p-53;
    /** Entries of the array that is made and closed: 64 MiB in double. */
    private static final long LARGE = 1L << 23;
    /** Part of it that must be gone afterwards. */
    private static final double RETURNED = 0.8;

    private static final int ROUNDS = 5;

    private ArrayChecks() {
    }

    static List<Check> all() {
        return List.of(new Check("product, float", () -> product("product, float", DataType.FLOAT, FLOAT_U)),
                new Check("product, double", () -> product("product, double", DataType.DOUBLE, DOUBLE_U)),
                new Check("double precision", ArrayChecks::doublePrecision),
                new Check("memory release", ArrayChecks::memoryRelease));
    }

    /** Each entry's error is below 2 n u sum |a_ik b_kj|, n = 32: some slack for the rounding of our own sum. */
    private static Verdict product(String item, DataType type, double u) {
        Backend backend = Backend.initialise();
        RandomStream stream = new RandomStreams(System.nanoTime()).stream("doctor");
        float[] a = new float[N * N];
        float[] b = new float[N * N];
        stream.gaussians(a, 0, 1);
        stream.gaussians(b, 0, 1);
        INDArray c = Nd4j.createFromArray(a).reshape(N, N).castTo(type).mmul(Nd4j.createFromArray(b).reshape(N, N).castTo(type));
        double worst = 0;
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                double sum = 0;
                double size = 0;
                for (int k = 0; k < N; k++) {
                    double term = (double) a[i * N + k] * b[k * N + j];
                    sum += term;
                    size += Math.abs(term);
                }
                worst = Math.max(worst, Math.abs(sum - c.getDouble(i, j)) / (2 * N * u * size));
            }
        }
        return Verdict.of(item, worst < 1, String.format(Locale.ROOT,
                "%s %s, %d x %d against plain loops: largest error %.2f of its bound", backend.name(), backend.version(), N, N, worst));
    }

    /** 1 + 2^-40 - 1 is 2^-40 in double, and 0 in float. */
    private static Verdict doublePrecision() {
        Backend.initialise();
        double tiny = 0x1p-40;
        INDArray one = Nd4j.createFromArray(1.0, 1.0);
        double found = one.add(tiny).sub(1.0).getDouble(0);
        double eps = 1;
        while (1 + eps / 2 > 1) {
            eps /= 2;
        }
        return Verdict.of("double precision", found == tiny && eps == Math.ulp(1.0), String.format(Locale.ROOT,
                "ND4J: 1 + 2^-40 - 1 = %.3e, expected %.3e; Java: smallest eps with 1 + eps > 1 is %.3e", found, tiny, eps));
    }

    private static Verdict memoryRelease() {
        long before = NativeLibraries.residentBytes();
        if (before == 0) {
            return Verdict.of("memory release", true, "not measured: this system does not tell a process its resident memory");
        }
        Backend.initialise();
        double taken = 0;
        double left = 0;
        // The first rounds also pay for what stays: pools, pages of code, a growing heap.
        for (int round = 0; round < ROUNDS; round++) {
            before = NativeLibraries.residentBytes();
            try (INDArray array = Nd4j.create(DataType.DOUBLE, LARGE)) {
                array.assign(1);
                taken = NativeLibraries.residentBytes() - before;
            }
            left = NativeLibraries.residentBytes() - before;
            if (left < (1 - RETURNED) * taken) {
                break;
            }
        }
        boolean measured = taken > RETURNED * LARGE * Double.BYTES;
        return Verdict.of("memory release", !measured || left < (1 - RETURNED) * taken, String.format(Locale.ROOT,
                "array of %d MiB: resident memory grew by %.0f MiB, after close %.0f MiB are left", LARGE * Double.BYTES >> 20,
                taken / (1 << 20), left / (1 << 20)));
    }
}
