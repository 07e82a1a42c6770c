package org.plumbline.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.numerics.random.RandomStreams;

class OrthonormalPointsDatasetTest {
    private static final OrthonormalPointsDataset POINTS = new OrthonormalPointsDataset();

    private static Settings settings(long d, long n, double overlap, double distance) {
        return Settings.of(Map.of("dimension", d, "train", n, "overlap", overlap, "distance", distance));
    }

    private static double dot(float[] a, int i, int j, int d) {
        double sum = 0;
        for (int k = 0; k < d; k++) {
            sum += (double) a[i * d + k] * a[j * d + k];
        }
        return sum;
    }

    /** Norms 1 and inner products 0 or within the bound, targets at distance r; up to float rounding of the coordinates. */
    @ParameterizedTest
    @CsvSource({"10, 5, 0", "7, 7, 0", "1, 1, 0", "40, 9, 0.1", "12, 12, 0.09"})
    void pointsHaveNormOneAndSmallInnerProducts(int d, int n, double overlap) {
        DataSet data = POINTS.load(settings(d, n, overlap, 0.3), new RandomStreams(3));
        float[] x = data.trainInputs();
        double largest = 0;
        for (int i = 0; i < n; i++) {
            assertThat(dot(x, i, i, d)).isCloseTo(1, within(1e-6));
            for (int j = 0; j < i; j++) {
                assertThat(Math.abs(dot(x, i, j, d))).isLessThan(overlap + 1e-6);
                largest = Math.max(largest, Math.abs(dot(x, i, j, d)));
            }
            double square = 0;
            for (int k = 0; k < d; k++) {
                square += Math.pow(data.trainTargets()[i * d + k] - x[i * d + k], 2);
            }
            assertThat(Math.sqrt(square)).isCloseTo(0.3, within(1e-6));
        }
        assertThat(largest).isGreaterThanOrEqualTo(overlap / 2);
    }

    @Test
    void withoutDistanceTargetsAreTheInputs() {
        DataSet data = POINTS.load(settings(6, 4, 0.1, 0), new RandomStreams(3));
        assertThat(data.trainTargets()).containsExactly(data.trainInputs());
        assertThat(data.shape().test()).isZero();
    }

    /** By hand: (4 2; 2 5) = C C^T with C = (2 0; 1 2). */
    @Test
    void rootIsCholeskys() {
        assertThat(OrthonormalPointsDataset.root(new double[] {4, 2, 2, 5}, 2)).containsExactly(2, 0, 1, 2);
    }

    @Test
    void saysWhatIsPossible() {
        assertThatThrownBy(() -> POINTS.shape(settings(5, 6, 0, 0.3))).isInstanceOf(InvalidInputException.class)
                .hasMessage("orthonormal-points: 6 points of dimension 5 cannot be orthogonal; at most 5 points, or at least dimension 6");
        assertThatThrownBy(() -> POINTS.shape(settings(10, 5, 0.25, 0.3))).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("0.25").hasMessageContaining("below 1/4");
        assertThat(POINTS.shape(settings(10, 5, 0.24, 0.3)).train()).isEqualTo(5);
    }
}
