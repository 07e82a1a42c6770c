package org.plumbline.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.numerics.random.RandomStreams;

class SyntheticOdeDatasetTest {
    private static final Settings SETTINGS = Settings.of(Map.of("dimension", 10L, "train", 1024L, "test", 256L));
    private static final MathContext DIGITS = new MathContext(40);

    @Test
    void shapesAreTheDeclaredOnes() {
        DataSet data = new SyntheticOdeDataset().load(SETTINGS, new RandomStreams(1));
        assertThat(data.shape().input()).isEqualTo(Shape.of(10));
        assertThat(data.shape().target()).isEqualTo(Shape.of(10));
        assertThat(data.trainInputs()).hasSize(10240);
        assertThat(data.testTargets()).hasSize(2560);
        assertThat(new SyntheticOdeDataset().contentDigest(SETTINGS)).isEmpty();
    }

    /** Norm 1 up to rounding 10 coordinates to float32. */
    @Test
    void everyExampleHasNormOne() {
        DataSet data = new SyntheticOdeDataset().load(SETTINGS, new RandomStreams(2));
        for (float[] values : new float[][] {data.trainInputs(), data.trainTargets(), data.testInputs(), data.testTargets()}) {
            for (int i = 0; i < values.length; i += 10) {
                double square = 0;
                for (int j = i; j < i + 10; j++) {
                    square += (double) values[j] * values[j];
                }
                assertThat(square).isCloseTo(1, within(1e-6));
            }
        }
    }

    /** The recurrence in 40 digits, step 0.1, with sine, cosine and tanh from their series, on fresh starting points. */
    @Test
    void flowIsThatOfTheFormula() {
        double[] x = new double[3];
        for (int j = 0; j < 3; j++) {
            x[j] = new RandomStreams(System.nanoTime()).stream("start " + j).uniform(-1, 1);
        }
        double[] z = SyntheticOdeDataset.flow(x);
        for (int j = 0; j < 3; j++) {
            assertThat(z[j]).isCloseTo(reference(x[j]), within(1e-12));
        }
    }

    /** The flow starts at x, not at the scaled x/|x|. */
    @Test
    void firstExampleIsWhatTheStreamGives() {
        DataSet data = new SyntheticOdeDataset().load(SETTINGS, new RandomStreams(9));
        var stream = new RandomStreams(9).stream("data/synthetic-ode");
        double[] x = new double[10];
        double[] z = new double[10];
        double xx = 0;
        double zz = 0;
        for (int j = 0; j < 10; j++) {
            x[j] = stream.uniform(-1, 1);
            z[j] = reference(x[j]);
            xx += x[j] * x[j];
            zz += z[j] * z[j];
        }
        for (int j = 0; j < 10; j++) {
            assertThat((double) data.trainInputs()[j]).isCloseTo(x[j] / Math.sqrt(xx), within(1e-7));
            assertThat((double) data.trainTargets()[j]).isCloseTo(z[j] / Math.sqrt(zz), within(1e-7));
        }
    }

    @Test
    void dependsOnTheSeedOnly() {
        DataSet one = new SyntheticOdeDataset().load(SETTINGS, new RandomStreams(5));
        DataSet same = new SyntheticOdeDataset().load(SETTINGS, new RandomStreams(5));
        DataSet other = new SyntheticOdeDataset().load(SETTINGS, new RandomStreams(6));
        assertThat(same.trainInputs()).containsExactly(one.trainInputs());
        assertThat(same.testTargets()).containsExactly(one.testTargets());
        assertThat(other.trainInputs()).isNotEqualTo(one.trainInputs());
    }

    private static double reference(double x) {
        BigDecimal pi = new BigDecimal("3.1415926535897932384626433832795028841971693993751");
        BigDecimal z = new BigDecimal(x);
        for (int t = 0; t < 100; t++) {
            BigDecimal angle = pi.multiply(BigDecimal.valueOf(t)).divide(BigDecimal.valueOf(20), DIGITS);
            BigDecimal argument = sine(angle).multiply(z).add(sine(angle.add(pi.divide(BigDecimal.valueOf(2), DIGITS))), DIGITS);
            BigDecimal e = exponential(argument.multiply(BigDecimal.valueOf(2)));
            BigDecimal tanh = e.subtract(BigDecimal.ONE).divide(e.add(BigDecimal.ONE), DIGITS);
            z = z.add(tanh.multiply(new BigDecimal("0.1")), DIGITS);
        }
        return z.doubleValue();
    }

    private static BigDecimal sine(BigDecimal x) {
        BigDecimal term = x;
        BigDecimal sum = x;
        for (int n = 1; n < 60; n++) {
            term = term.multiply(x).multiply(x).negate().divide(BigDecimal.valueOf(2L * n * (2L * n + 1)), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum;
    }

    private static BigDecimal exponential(BigDecimal x) {
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int n = 1; n < 100; n++) {
            term = term.multiply(x).divide(BigDecimal.valueOf(n), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum;
    }
}
