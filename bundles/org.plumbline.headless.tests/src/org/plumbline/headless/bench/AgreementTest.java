package org.plumbline.headless.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AgreementTest {

    @Test
    void countsDecimalDigitsOfTheLargestDifference() {
        assertThat(Agreement.digits(new double[] {2, 1.00002}, new double[] {2, 1})).isCloseTo(5, within(1e-6));
        assertThat(Agreement.digits(new double[] {1, 2}, new double[] {1, 2})).isEqualTo(9);
        assertThat(Agreement.digits(new double[] {-1}, new double[] {1})).isZero();
    }

    @Test
    void whatCannotBeComparedDoesNotAgree() {
        assertThat(Agreement.digits(new double[] {1}, new double[] {1, 1})).isZero();
        assertThat(Agreement.digits(new double[0], new double[0])).isZero();
        assertThat(Agreement.digits(new double[] {Double.NaN}, new double[] {Double.NaN})).isZero();
        assertThat(Agreement.digits(new double[] {1}, new double[] {Double.POSITIVE_INFINITY})).isZero();
    }

    @Test
    void aRowCountsOnlyIfTheSameWasComputed() {
        assertThat(row(4.9, 30, true).verdict()).isEqualTo(PeerRow.Verdict.DISAGREES);
        assertThat(row(6, 30, false).verdict()).isEqualTo(PeerRow.Verdict.UNFAIR);
        assertThat(row(6, 30, true).verdict()).isEqualTo(PeerRow.Verdict.REACHED);
        assertThat(row(6, 19, true).verdict()).isEqualTo(PeerRow.Verdict.BELOW);
        assertThat(row(4.9, 30, true).counts() || row(6, 30, false).counts()).isFalse();
        assertThat(row(6, 19, true).counts()).isTrue();
    }

    @Test
    void spreadIsMedianAndRange() {
        assertThat(Spread.of(new double[] {3, 1, 2})).isEqualTo(new Spread(2, 1, 3));
        assertThat(Spread.of(new double[] {4, 1, 2, 3})).isEqualTo(new Spread(2.5, 1, 4));
        assertThat(new Spread(0.5, 12.34, 1234)).hasToString("0.500 (12.3-1234)");
    }

    private static PeerRow row(double digits, double ratio, boolean fair) {
        Spread one = new Spread(1, 1, 1);
        return new PeerRow("peer", "", one, one, new Spread(ratio, ratio, ratio), one, digits, 20, fair);
    }
}
