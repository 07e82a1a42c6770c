package org.plumbline.numerics.kernels.float64;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/** Products of overlapping rows against chains of fused multiply-adds, bit by bit, on fresh shapes. */
class DoublePatchProductsTest {

    private final RandomStream random = new RandomStreams(System.nanoTime()).stream("patches");

    private double[] normal(int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = random.gaussian();
        }
        return values;
    }

    private int between(int least, int most) {
        return least + (int) (random.uniform() * (most + 1 - least));
    }

    @RepeatedTest(40)
    void productsAreChainsOfMultiplyAdds() {
        int parts = between(1, 3);
        int inner = between(1, 13);
        int partStep = between(0, 40);
        int columns = between(1, 40);
        int rows = between(1, 21);
        int aStep = between(1, 15);
        DoublePatchProducts products = new DoublePatchProducts(parts, partStep, inner, columns);
        int width = DoublePatchProducts.padded(columns);
        double[] a = normal(3 + rows * aStep + parts * partStep + inner);
        double[] m = normal(5 + products.matrixLength());
        double[] start = normal(2 + rows * width);
        boolean one = random.uniform() < 0.5;
        double[] out = new double[1 + rows * (width + 8)];
        products.multiply(a, 3, aStep, rows, m, 5, start, 2, one ? 0 : width, out, 1, width + 8);
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < width; j++) {
                double sum = start[2 + (one ? 0 : r * width) + j];
                for (int i = 0; i < parts * inner; i++) {
                    sum = Math.fma(a[3 + r * aStep + i / inner * partStep + i % inner], m[5 + products.at(i, j)], sum);
                }
                assertThat(out[1 + r * (width + 8) + j]).isEqualTo(sum);
            }
        }
    }

    @RepeatedTest(40)
    void sumsAreChainsOfMultiplyAdds() {
        int parts = between(1, 3);
        int inner = between(1, 21);
        int partStep = between(0, 40);
        int columns = between(1, 40);
        int rows = between(1, 4);
        int pixels = between(1, 9);
        int aRow = between(0, 30);
        int aStep = between(1, 9);
        DoublePatchProducts products = new DoublePatchProducts(parts, partStep, inner, columns);
        int width = DoublePatchProducts.padded(columns);
        double[] a = normal(3 + rows * aRow + pixels * aStep + parts * partStep + inner);
        double[] g = normal(4 + rows * pixels * width);
        double[] before = normal(products.matrixLength());
        double[] out = before.clone();
        new DoublePatchSums(parts, partStep, inner, columns).accumulate(a, 3, aRow, aStep, g, 4, rows, pixels, out);
        for (int i = 0; i < parts * inner; i++) {
            for (int j = 0; j < width; j++) {
                double sum = before[products.at(i, j)];
                for (int q = 0; q < rows * pixels; q++) {
                    sum = Math.fma(a[3 + q / pixels * aRow + q % pixels * aStep + i / inner * partStep + i % inner], g[4 + q * width + j], sum);
                }
                assertThat(out[products.at(i, j)]).isEqualTo(sum);
            }
        }
    }

    /** Plain loops do some 2 to 5 GFLOP/s; measured were 20 times as many. A compiler that leaves vectors boxed would do less. */
    @Test
    void tilesAreAheadOfPlainLoops() {
        int n = 144;
        DoublePatchProducts products = new DoublePatchProducts(1, 0, n, 32);
        double[] a = normal(64 * n);
        double[] m = normal(n * 32);
        double[] out = new double[64 * 32];
        double[] row = new double[32];
        double ours = Double.MAX_VALUE;
        double plain = Double.MAX_VALUE;
        for (int round = 0; round < 300; round++) {
            long start = System.nanoTime();
            for (int k = 0; k < 10; k++) {
                products.multiply(a, 0, n, 64, m, 0, row, 0, 0, out, 0, 32);
            }
            ours = Math.min(ours, System.nanoTime() - start);
            start = System.nanoTime();
            loops(a, m, n, out);
            plain = Math.min(plain, 10.0 * (System.nanoTime() - start));
        }
        assertThat(plain / ours).isGreaterThan(3);
    }

    private static void loops(double[] a, double[] m, int n, double[] out) {
        for (int r = 0; r < 64; r++) {
            for (int j = 0; j < 32; j++) {
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    sum += a[r * n + i] * m[i * 32 + j];
                }
                out[r * 32 + j] = sum;
            }
        }
    }
}
