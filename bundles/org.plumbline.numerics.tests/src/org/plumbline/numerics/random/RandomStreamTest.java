package org.plumbline.numerics.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;

/** Statistical limits are 4.5 standard errors, seeds are fixed: a failure is a change, not bad luck. */
class RandomStreamTest {

    private static final int N = 200_000;

    private final RandomStream stream = new RandomStreams(20_240_607).stream("test");

    @Test
    void seekReturnsToEveryPosition() {
        long[] drawn = new long[200];
        long[] at = new long[200];
        for (int i = 0; i < drawn.length; i++) {
            at[i] = stream.position();
            drawn[i] = draw(i);
        }
        for (int i = drawn.length - 1; i >= 0; i--) {
            stream.seek(at[i]);
            assertThat(draw(i)).as("draw %d at position %d", i, at[i]).isEqualTo(drawn[i]);
        }
    }

    private long draw(int kind) {
        return switch (kind % 4) {
            case 0 -> stream.nextInt();
            case 1 -> Double.doubleToLongBits(stream.gaussian());
            case 2 -> stream.nextInt(3 << 29);
            default -> Double.doubleToLongBits(stream.uniform());
        };
    }

    @Test
    void crossesPositionsBeyond32Bits() {
        stream.seek((1L << 35) + 3);
        int far = stream.nextInt();
        assertThat(stream.position()).isEqualTo((1L << 35) + 4);
        stream.seek(3);
        assertThat(stream.nextInt()).isNotEqualTo(far);
    }

    @Test
    void uniformHasTheMomentsOfItsLaw() {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < N; i++) {
            double u = stream.uniform();
            assertThat(u > 0 && u < 1).isTrue();
            sum += u;
            squares += u * u;
        }
        assertThat(sum / N).isCloseTo(0.5, within(4.5 * Math.sqrt(1 / 12.0 / N)));
        assertThat(squares / N).isCloseTo(1 / 3.0, within(4.5 * Math.sqrt(4 / 45.0 / N)));
    }

    /** Standard errors: mean 1, square sqrt(2), cube sqrt(15), fourth power sqrt(96), each over sqrt(N). */
    @Test
    void gaussianHasTheMomentsOfItsLaw() {
        double[] z = new double[N];
        stream.gaussians(z, 0, 1);
        double unit = 4.5 / Math.sqrt(N);
        assertThat(Arrays.stream(z).sum() / N).isCloseTo(0, within(unit));
        assertThat(Arrays.stream(z).map(x -> x * x).sum() / N).isCloseTo(1, within(unit * Math.sqrt(2)));
        assertThat(Arrays.stream(z).map(x -> x * x * x).sum() / N).isCloseTo(0, within(unit * Math.sqrt(15)));
        assertThat(Arrays.stream(z).map(x -> x * x * x * x).sum() / N).isCloseTo(3, within(unit * Math.sqrt(96)));
    }

    /** Kolmogorov-Smirnov distance to the normal law; 1.95 / sqrt(N) is the 0.1 % point. */
    @Test
    void gaussianPassesKolmogorovSmirnov() {
        double[] z = new double[N];
        stream.gaussians(z, 2, 3);
        Arrays.sort(z);
        double distance = 0;
        for (int i = 0; i < N; i++) {
            double expected = 0.5 * Erf.erfc(-(z[i] - 2) / 3 / Math.sqrt(2));
            distance = Math.max(distance, Math.max(Math.abs((i + 1.0) / N - expected), Math.abs((double) i / N - expected)));
        }
        assertThat(distance).isLessThan(1.95 / Math.sqrt(N));
    }

    @Test
    void floatsAreTheRoundedDoubles() {
        double[] expected = new double[5];
        stream.gaussians(expected, 0.5, 0.25);
        stream.seek(0);
        float[] got = new float[7];
        stream.gaussians(got, 1, 6, 0.5, 0.25);
        for (int i = 0; i < 5; i++) {
            assertThat(got[i + 1]).isEqualTo((float) expected[i]);
        }
        assertThat(got[0]).isZero();
        assertThat(got[6]).isZero();
    }

    /** With bound 3 * 2^29 plain scaling of 32 bits would favour every third value by half; chi-square, 2 dof, 0.1 % point 13.8. */
    @Test
    void boundedIntegersAreUnbiased() {
        int[] residues = new int[3];
        for (int i = 0; i < N; i++) {
            int k = stream.nextInt(3 << 29);
            assertThat(k).isBetween(0, (3 << 29) - 1);
            residues[k % 3]++;
        }
        double expected = N / 3.0;
        assertThat(Arrays.stream(residues).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum()).isLessThan(13.8);
    }

    /** 4! = 24 orders, chi-square, 23 dof, 0.1 % point 49.7. */
    @Test
    void permutationsOfFourAreEquallyLikely() {
        int[] counts = new int[256];
        int rounds = 24_000;
        for (int r = 0; r < rounds; r++) {
            int[] order = stream.permutation(4);
            assertThat(order).containsExactlyInAnyOrder(0, 1, 2, 3);
            counts[order[0] | order[1] << 2 | order[2] << 4 | order[3] << 6]++;
        }
        double expected = rounds / 24.0;
        double chiSquare = Arrays.stream(counts).filter(c -> c > 0).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
        assertThat(Arrays.stream(counts).filter(c -> c > 0).count()).isEqualTo(24);
        assertThat(chiSquare).isLessThan(49.7);
    }

    @Test
    void refusesBadArguments() {
        assertThatThrownBy(() -> stream.nextInt(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> stream.seek(-1)).hasMessageContaining("got -1");
        assertThatThrownBy(() -> stream.permutation(-2)).hasMessageContaining("got -2");
        assertThatThrownBy(() -> stream.gaussians(new float[1], 0, -1)).hasMessageContaining("std -1.0");
        assertThatThrownBy(() -> stream.gaussians(new double[1], Double.NaN, 1)).hasMessageContaining("mean NaN");
    }
}
