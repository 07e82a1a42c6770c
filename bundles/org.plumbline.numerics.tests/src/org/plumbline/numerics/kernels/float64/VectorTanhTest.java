package org.plumbline.numerics.kernels.float64;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class VectorTanhTest {

    private static final int COUNT = 1 << 15;

    /** The bound that the class states, against tanh in twice double precision, on fresh arguments from 1e-14 to 25. */
    @Test
    void errorIsBelowTheStatedBound() {
        RandomStream stream = new RandomStreams(System.nanoTime()).stream("arguments");
        double[] z = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            double size = i % 2 == 0 ? StrictMath.exp(stream.uniform(StrictMath.log(1e-14), 3)) : stream.uniform(0, 25);
            z[i] = stream.nextInt() < 0 ? -size : size;
        }
        double[] got = tanh(z);
        for (int i = 0; i < COUNT; i++) {
            Twofold expected = Twofold.of(z[i]).tanh();
            double error = Twofold.of(got[i]).minus(expected).high();
            assertThat(Math.abs(error) / Math.ulp(expected.high())).as("tanh(%s) = %s", z[i], got[i]).isLessThanOrEqualTo(3.5);
            assertThat(Math.abs(got[i])).isLessThanOrEqualTo(1);
        }
    }

    /** tanh x = x (1 - x^2 / 3 + ...): below 1e-9 it is x to within one unit in the last place. */
    @Test
    void smallArgumentsReturn() {
        RandomStream stream = new RandomStreams(System.nanoTime()).stream("small");
        double[] z = new double[1024];
        for (int i = 0; i < z.length; i++) {
            z[i] = StrictMath.exp(stream.uniform(StrictMath.log(1e-300), StrictMath.log(1e-9)));
        }
        double[] got = tanh(z);
        for (int i = 0; i < z.length; i++) {
            assertThat(Math.abs(got[i] - z[i])).isLessThanOrEqualTo(Math.ulp(z[i]));
        }
    }

    @Test
    void specialArguments() {
        double[] z = new double[8 + Lanes.COUNT];
        z[0] = Double.NaN;
        z[1] = Double.POSITIVE_INFINITY;
        z[2] = Double.NEGATIVE_INFINITY;
        z[3] = -0.0;
        double[] got = tanh(z);
        assertThat(got[0]).isNaN();
        assertThat(got[1]).isEqualTo(1);
        assertThat(got[2]).isEqualTo(-1);
        assertThat(Double.doubleToRawLongBits(got[3])).isEqualTo(Double.doubleToRawLongBits(-0.0));
    }

    private static double[] tanh(double[] z) {
        double[] values = z.clone();
        VectorTanh.apply(values, values.length);
        return values;
    }
}
