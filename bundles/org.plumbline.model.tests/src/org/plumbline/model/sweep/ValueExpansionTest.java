package org.plumbline.model.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.model.Samples;
import org.plumbline.model.experiment.Axis;
import org.plumbline.model.experiment.DoublingValues;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.ExperimentFactory;
import org.plumbline.model.experiment.LinearValues;
import org.plumbline.model.experiment.SeedValues;
import org.plumbline.model.experiment.SweepMode;
import org.plumbline.model.experiment.ValueSet;

class ValueExpansionTest {

    private static final ExperimentFactory FACTORY = ExperimentFactory.eINSTANCE;

    @Test
    void depthGridIsThatOfTheScalingExperiments() {
        // By hand: 2^(n/3) = 1, 1.26, 1.59, 2, 2.52, 3.17, 4, 5.04, 6.35, 8, 10.08, 12.7, 16, ...
        assertThat(integers(Samples.geometric(3, 1300, Math.cbrt(2)))).containsExactly("3", "4", "5", "6", "8", "10", "12",
                "16", "20", "25", "32", "40", "50", "64", "80", "101", "128", "161", "203", "256", "322", "406", "512", "645",
                "812", "1024", "1290");
    }

    @Test
    void ratioRoundedDownStillReachesThePowersOfTwo() {
        double ratio = Math.nextDown(Math.cbrt(2));
        assertThat(integers(Samples.geometric(1, 1024, ratio))).contains("2", "4", "8", "16", "512", "1024").endsWith("1024");
    }

    @Test
    void integerGridIsTheFloorOfExactRoots() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 50; trial++) {
            int root = random.nextInt(1, 13);
            int from = random.nextInt(1, 50);
            int to = from + random.nextInt(100_000);
            List<String> exact = floorsOfRoots(root, from, to);
            if (!exact.isEmpty()) {
                assertThat(integers(Samples.geometric(from, to, Math.pow(2, 1.0 / root))))
                        .as("seed %d: 2^(n/%d) from %d to %d", seed, root, from, to).containsExactlyElementsOf(exact);
            }
        }
    }

    /** Exact reference: floor(2^(n/k)) is the largest m with m^k at most 2^n. */
    private static List<String> floorsOfRoots(int k, int from, int to) {
        List<String> result = new ArrayList<>();
        BigInteger m = BigInteger.ONE;
        for (int n = 0; BigInteger.TWO.pow(n).compareTo(BigInteger.valueOf(to).pow(k)) <= 0; n++) {
            while (m.add(BigInteger.ONE).pow(k).compareTo(BigInteger.TWO.pow(n)) <= 0) {
                m = m.add(BigInteger.ONE);
            }
            boolean last = !result.isEmpty() && result.get(result.size() - 1).equals(m.toString());
            if (m.intValueExact() >= from && !last) {
                result.add(m.toString());
            }
        }
        return result;
    }

    @Test
    void realGeometricValuesFollowHighPrecision() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 50; trial++) {
            double from = Math.exp(random.nextDouble(-10, 3));
            double ratio = random.nextDouble(1.05, 10);
            double to = from * random.nextDouble(1, 1e4);
            List<String> found = expand(Samples.geometric(from, to, ratio), ValueKind.REAL);
            BigDecimal exact = new BigDecimal(from);
            for (String text : found) {
                double relative = Math.abs(Double.parseDouble(text) / exact.doubleValue() - 1);
                assertThat(relative).as("seed %d: %s", seed, text).isLessThan(1e-14);
                exact = exact.multiply(new BigDecimal(ratio), MathContext.DECIMAL128);
            }
            assertThat(exact.doubleValue()).as("seed %d: the next value lies beyond the bound", seed).isGreaterThan(to);
            assertThat(Double.parseDouble(found.get(found.size() - 1))).isLessThanOrEqualTo(to);
        }
    }

    @Test
    void powersOfTenReachTheirBound() {
        assertThat(expand(Samples.geometric(1e-4, 1, 10), ValueKind.REAL)).hasSize(5).startsWith("1.0E-4").endsWith("1.0");
    }

    @Test
    void linearValuesAreEquallySpaced() {
        assertThat(expand(linear(0, 1, 11), ValueKind.REAL)).containsExactly("0.0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6",
                "0.7", "0.8", "0.9", "1.0");
        assertThat(integers(linear(10, -10, 5))).containsExactly("10", "5", "0", "-5", "-10");
        assertThat(expand(linear(7, 7, 1), ValueKind.REAL)).containsExactly("7.0");
    }

    @Test
    void doublingStopsAtItsBound() {
        assertThat(integers(doubling(3, 100))).containsExactly("3", "6", "12", "24", "48", "96");
        assertThat(integers(doubling(8, 64))).containsExactly("8", "16", "32", "64");
        assertThat(expand(doubling(0.5, 0.9), ValueKind.REAL)).containsExactly("0.5");
    }

    @Test
    void sizeAgreesWithTheExpansion() {
        for (ValueSet values : List.of(doubling(3, 100), doubling(8, 64), doubling(0.1, 51.2), linear(0, 1, 7),
                Samples.list("a", "b"), seeds(5))) {
            int size = expand(values, values.eClass().getName().startsWith("List") ? ValueKind.TEXT : ValueKind.REAL).size();
            assertThat(ValueSetCheck.size(values)).as(values.toString()).hasValue(size);
        }
    }

    /** Zipped with others each value goes with one of theirs; in a product a value that stands twice is a mistake. */
    @Test
    void aZippedAxisMayRepeatItsValues() {
        Experiment experiment = Samples.tanhAdam();
        Axis axis = experiment.getSweep().getAxes().get(0);
        axis.setValues(Samples.list("8", "8", "16"));
        assertThatThrownBy(() -> ValueExpansion.expand(axis.getValues(), ValueKind.INTEGER, 0)).hasMessageContaining("stands twice");
        experiment.getSweep().setMode(SweepMode.ZIP);
        assertThat(ValueExpansion.expand(axis.getValues(), ValueKind.INTEGER, 0).castToList()).containsExactly("8", "8", "16");
    }

    @Test
    void seedsStartAtTheBaseSeedUnlessTheySayOtherwise() {
        assertThat(ValueExpansion.expand(seeds(3), ValueKind.INTEGER, 41).castToList()).containsExactly("41", "42", "43");
        SeedValues own = seeds(2);
        own.setStart(0);
        assertThat(ValueExpansion.expand(own, ValueKind.INTEGER, 41).castToList()).containsExactly("0", "1");
    }

    @Test
    void listsBecomeCanonical() {
        assertThat(expand(Samples.list("1e-2", " .5", "3"), ValueKind.REAL)).containsExactly("0.01", "0.5", "3.0");
        assertThat(integers(Samples.list("+8", "016"))).containsExactly("8", "16");
        assertThat(expand(Samples.list("tanh", "relu"), ValueKind.TEXT)).containsExactly("tanh", "relu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "1e999", "0x10", "1d", "Infinity", "one", "1,5"})
    void listRefusesWhatIsNoFiniteNumber(String text) {
        assertThatThrownBy(() -> expand(Samples.list(text), ValueKind.REAL)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void numbersThatFallTogetherAreRefused() {
        assertThatThrownBy(() -> integers(Samples.list("8", "08"))).hasMessageContaining("twice");
    }

    @Test
    void integerParameterRefusesFractions() {
        assertThatThrownBy(() -> integers(linear(0, 1, 4))).hasMessageContaining("0.333").hasMessageContaining("whole");
        assertThatThrownBy(() -> integers(Samples.list("8.0"))).hasMessageContaining("'8.0'");
        assertThatThrownBy(() -> integers(doubling(1.5, 4))).hasMessageContaining("1.5");
    }

    @Test
    void emptyGridIsRefused() {
        // 100^0 = 1 lies below 5, 100^1 above 7.
        assertThatThrownBy(() -> integers(Samples.geometric(5, 7, 100))).hasMessageContaining("empty");
    }

    @ParameterizedTest
    @CsvSource({"1,10,1,ratio", "1,10,0.5,ratio", "1,10,NaN,ratio", "0,10,2,from", "-1,10,2,from", "10,1,2,to",
        "1,Infinity,2,to", "1,10,1.00000001,values"})
    void unsoundGeometricValuesAreRefused(double from, double to, double ratio, String word) {
        assertThatThrownBy(() -> integers(Samples.geometric(from, to, ratio))).hasMessageContaining(word);
    }

    @Test
    void countsAreBounded() {
        assertThatThrownBy(() -> integers(linear(0, 1, 0))).hasMessageContaining("count").hasMessageContaining("0");
        assertThatThrownBy(() -> integers(linear(0, 1, 100_001))).hasMessageContaining("100001");
        SeedValues beyond = seeds(2);
        beyond.setStart(Long.MAX_VALUE);
        assertThatThrownBy(() -> integers(beyond)).hasMessageContaining(Long.toString(Long.MAX_VALUE));
    }

    private static List<String> integers(ValueSet values) {
        return expand(values, ValueKind.INTEGER);
    }

    private static List<String> expand(ValueSet values, ValueKind kind) {
        return ValueExpansion.expand(values, kind, 0).castToList();
    }

    private static LinearValues linear(double from, double to, int count) {
        LinearValues values = FACTORY.createLinearValues();
        values.setFrom(from);
        values.setTo(to);
        values.setCount(count);
        return values;
    }

    private static DoublingValues doubling(double from, double to) {
        DoublingValues values = FACTORY.createDoublingValues();
        values.setFrom(from);
        values.setTo(to);
        return values;
    }

    private static SeedValues seeds(int count) {
        SeedValues values = FACTORY.createSeedValues();
        values.setCount(count);
        return values;
    }
}
