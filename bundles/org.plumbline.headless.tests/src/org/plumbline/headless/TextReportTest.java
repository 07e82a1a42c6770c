package org.plumbline.headless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

import org.eclipse.collections.api.factory.Lists;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Caution;

class TextReportTest {

    private static String report(AnalysisResult... results) {
        StringWriter text = new StringWriter();
        try (PrintWriter out = new PrintWriter(text)) {
            TextReport.write(SampleRun.of(results), Path.of("my-run"), out);
        }
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void everyKindOfResultHasItsWords() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(report(SampleRun.all().toArray(new AnalysisResult[0]))).isEqualTo("""
                    A run, a < b & "c" <script>
                      run      my-run, identity 0123456789abcdef
                      trials   2 done
                      work     20 steps in 3.0 s of trial time

                    conclusions
                      regime label: neural ODE (decided)
                        - maxNorm(A) falls as L^-0.50 \u00b1 0.01
                        - p < 0.01 & so on

                    limits
                      estimate of                          value     s.e.  interval                level  n
                      exponent of maxNorm(A) in depth     -0.503    0.012  [-0.530, -0.476]          95%  2
                      limit of the drift (nats)        3.142e-07  2.1e-09  [3.100e-07, 3.200e-07]    95%  2
                      exponent of Q in depth                none
                      testLoss label: 0.5000 at depth 4, 1.250e-07 at depth 16 (3 points)
                      note: a note on a < b & "c" <script>

                      regime label
                        Rivals
                          law         AICc
                          power law  -12.5
                          \u00f6ffset         3
                    """);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aConclusionAloneHasNoEmptyEstimate() {
        String text = report(SampleRun.verdict(false));
        assertThat(text).contains("regime label: undecided\n").doesNotContain("none", "estimate of", "undecided (undecided)");
        assertThat(report(SampleRun.curve())).doesNotContain("none");
        assertThat(report(SampleRun.result("Q", "exponent of Q", null))).as("nothing at all is said").contains("none");
    }

    /** A row a y, a column an x; trials that do not count are counted, and places without any are empty. */
    @Test
    void aMapIsATable() {
        assertThat(report(SampleRun.map())).contains("\n    accuracy & more, over depth\n", "\n       value  0.2500         1\n",
                "\n      0.5000  0.1250         0.3333 (1 of 2)\n", "\n           3  none (0 of 2)\n");
    }

    @Test
    void theEndOfARunCountsItsTables() {
        StringWriter text = new StringWriter();
        try (PrintWriter out = new PrintWriter(text)) {
            TextReport.brief(SampleRun.of(SampleRun.verdict(true), SampleRun.exponent()), Path.of("my-run"), out);
        }
        assertThat(text.toString()).contains("neural ODE (decided)", "-0.503", "1 table: plumbline report my-run").doesNotContain("Rivals");
    }

    /** In short a word each; in full the sentences. */
    @Test
    void whatSpeaksAgainstANumberStandsBesideIt() {
        AnalysisResult bent = SampleRun.result("Q", "exponent of Q", SampleRun.estimate(-0.5, 0.01, -0.6, -0.4, "").against(
                Lists.immutable.with(new Caution("bends", "it bends by 0.02"), new Caution("rival", "another law fits better"))));
        StringWriter text = new StringWriter();
        try (PrintWriter out = new PrintWriter(text)) {
            TextReport.brief(SampleRun.of(bent), Path.of("my-run"), out);
        }
        assertThat(text.toString()).contains("  but\n", "  bends, rival\n", "what stands under 'but' in sentences: plumbline report my-run")
                .doesNotContain("it bends by");
        assertThat(report(bent)).contains("  bends, rival\n", "note: Q: it bends by 0.02\n", "note: Q: another law fits better\n");
    }

    @Test
    void digitsAreThoseThatTheErrorLeaves() {
        assertThat(EstimateCells.number(-0.50312, 0.0123)).isEqualTo("-0.503");
        assertThat(EstimateCells.number(0.0123, 0.0123)).isEqualTo("0.012");
        assertThat(EstimateCells.number(12.3456, 4.2)).isEqualTo("12.3");
        assertThat(EstimateCells.number(0.000012345, 2e-8)).isEqualTo("1.2345e-05");
        assertThat(EstimateCells.number(0.5, Double.NaN)).isEqualTo("0.5000");
        assertThat(EstimateCells.number(6.02214e23, Double.NaN)).isEqualTo("6.022e+23");
        assertThat(EstimateCells.number(0, 1e-9)).isEqualTo("0");
        assertThat(EstimateCells.number(0, 0.02)).isEqualTo("0.000");
        assertThat(EstimateCells.number(-1e-18, 0.02)).isEqualTo("0.000");
        assertThat(EstimateCells.number(Double.NaN, 1)).isEqualTo("none");
    }

    /** Whatever the sizes, what is printed differs from the value by less than a tenth of its error. */
    @RepeatedTest(300)
    void nothingIsRoundedPastItsError() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        double value = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-12, 12));
        double error = random.nextDouble(0.1, 1) * Math.pow(10, random.nextInt(-12, 12));
        double printed = new BigDecimal(EstimateCells.number(value, error)).doubleValue();
        assertThat(printed).isCloseTo(value, within(Math.max(0.051 * error, 1e-14 * Math.abs(value))));
        assertThat(new BigDecimal(EstimateCells.number(error, error)).doubleValue()).isCloseTo(error, within(0.051 * error));
    }

    @Test
    void columnsAreAlignedByCharacters() {
        assertThat(TextTable.lines(Lists.immutable.with("a", "b"), Lists.immutable.with(Lists.immutable.with("\ud83d\ude00x", "1"),
                Lists.immutable.with("two\nlines", "22")))).containsExactly("a           b", "\ud83d\ude00x          1", "two lines  22");
        assertThat(TextTable.lines(Lists.immutable.with("only"), Lists.immutable.empty())).containsExactly("only");
    }
}
