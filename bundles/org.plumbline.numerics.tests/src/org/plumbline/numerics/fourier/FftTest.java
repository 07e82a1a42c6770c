package org.plumbline.numerics.fourier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.numerics.random.RandomStreams;

class FftTest {

    /** 1, 2, 3, 4: sums 10, -2 + 2i, -2, -2 - 2i; and 1, 2, 3: 6, -1.5 -+ i sqrt(3) / 2. */
    @Test
    void shortOnesByHand() {
        double[] re = {1, 2, 3, 4};
        double[] im = new double[4];
        new Fft(4).forward(re, im);
        assertThat(re).containsExactly(new double[] {10, -2, -2, -2}, within(1e-15));
        assertThat(im).containsExactly(new double[] {0, 2, 0, -2}, within(1e-15));
        re = new double[] {1, 2, 3};
        im = new double[3];
        new Fft(3).forward(re, im);
        assertThat(re).containsExactly(new double[] {6, -1.5, -1.5}, within(1e-14));
        assertThat(im).containsExactly(new double[] {0, Math.sqrt(0.75), -Math.sqrt(0.75)}, within(1e-14));
    }

    /** Independent: the sum of the definition; forward twice gives n x in reverse. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 12, 31, 64, 97, 100, 243, 256})
    void agreesWithTheDefinition(int n) {
        double[] x = new double[n];
        double[] y = new double[n];
        var stream = new RandomStreams(System.nanoTime()).stream("x");
        stream.gaussians(x, 0, 1);
        stream.gaussians(y, 0, 1);
        double[] re = x.clone();
        double[] im = y.clone();
        Fft fft = new Fft(n);
        fft.forward(re, im);
        for (int k = 0; k < n; k++) {
            double a = 0;
            double b = 0;
            for (int j = 0; j < n; j++) {
                double angle = -2 * Math.PI * (j * k % n) / n;
                a += x[j] * Math.cos(angle) - y[j] * Math.sin(angle);
                b += x[j] * Math.sin(angle) + y[j] * Math.cos(angle);
            }
            assertThat(re[k]).isCloseTo(a, within(1e-12 * Math.sqrt(n)));
            assertThat(im[k]).isCloseTo(b, within(1e-12 * Math.sqrt(n)));
        }
        fft.forward(re, im);
        for (int k = 0; k < n; k++) {
            assertThat(re[k] / n).isCloseTo(x[(n - k) % n], within(1e-12));
            assertThat(im[k] / n).isCloseTo(y[(n - k) % n], within(1e-12));
        }
    }

    /** Known limit: exp(2 pi i 3 j / n) has all its power, n, at k = 3, also for a long prime n. */
    @ParameterizedTest
    @ValueSource(ints = {10007, 16384})
    void aWaveIsOneFrequency(int n) {
        double[] re = new double[n];
        double[] im = new double[n];
        for (int j = 0; j < n; j++) {
            re[j] = Math.cos(2 * Math.PI * 3 * j / n);
            im[j] = Math.sin(2 * Math.PI * 3 * j / n);
        }
        new Fft(n).forward(re, im);
        for (int k = 0; k < n; k++) {
            assertThat(Math.hypot(re[k] - (k == 3 ? n : 0), im[k])).isLessThan(1e-9);
        }
    }

    @Test
    void lengths() {
        assertThat(Fft.powerOfTwoFrom(1)).isEqualTo(1);
        assertThat(Fft.powerOfTwoFrom(5)).isEqualTo(8);
        assertThat(Fft.powerOfTwoFrom(8)).isEqualTo(8);
        assertThatThrownBy(() -> new Fft(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> new Fft(4).forward(new double[4], new double[3])).hasMessageContaining("expected 4 numbers, got 4 and 3");
    }
}
