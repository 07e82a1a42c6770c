package org.plumbline.numerics.kernels;

import static org.assertj.core.api.Assertions.assertThat;


import org.junit.jupiter.api.Test;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

class VectorTanhTest {

    private static final int COUNT = 1 << 16;

    /** The bound that the class states, on fresh arguments spread evenly over the exponents from 1e-30 to 20. */
    @Test
    void errorIsBelowFiveUnitsInTheLastPlace() {
        RandomStream stream = new RandomStreams(System.nanoTime()).stream("arguments");
        float[] z = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            double size = i % 2 == 0 ? StrictMath.exp(stream.uniform(StrictMath.log(1e-30), 3)) : stream.uniform(0, 10);
            z[i] = (float) (stream.nextInt() < 0 ? -size : size);
        }
        float[] got = tanh(z);
        for (int i = 0; i < COUNT; i++) {
            double expected = Math.tanh(z[i]);
            assertThat(Math.abs(got[i] - expected) / Math.ulp((float) expected)).as("tanh(%s) = %s", z[i], got[i])
                    .isLessThanOrEqualTo(4.9);
            assertThat(Math.abs(got[i])).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void specialArguments() {
        float[] z = new float[Lanes.COUNT];
        z[0] = Float.NaN;
        z[1] = Float.POSITIVE_INFINITY;
        z[2] = Float.NEGATIVE_INFINITY;
        z[3] = -0.0f;
        float[] got = tanh(z);
        assertThat(got[0]).isNaN();
        assertThat(got[1]).isEqualTo(1);
        assertThat(got[2]).isEqualTo(-1);
        assertThat(Float.floatToRawIntBits(got[3])).isEqualTo(Float.floatToRawIntBits(-0.0f));
    }

    private static float[] tanh(float[] z) {
        float[] values = new float[z.length];
        float[] states = new float[2 * z.length];
        float[] factors = new float[Lanes.COUNT];
        VectorTanh.advance(new BackwardPass.Rows(1, z.length, z.length), z, values, 0, states, 0, z.length, factors);
        return values;
    }
}
