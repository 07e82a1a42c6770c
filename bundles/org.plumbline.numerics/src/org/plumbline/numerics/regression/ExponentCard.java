package org.plumbline.numerics.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.plumbline.numerics.regression.SeedExponents.SeedSweep;

/**
 * Everything that belongs to an exponent: estimate, interval, dependence on the window, bend, scatter, rival laws, forecast.
 * <p>The estimate is the mean over seeds of the slope of ln y over ln L. The interval is Student's t over seeds; if the exponent
 * drifts with the window of depths ({@link FitWindows}), it is widened to hold the intervals of all windows. Rival laws are fitted to
 * the geometric means over seeds and ranked by AICc ({@link DepthModelFit}). Findings say in words what speaks against reading the
 * number as an exponent; none means that nothing was found.</p>
 * Source: `features` B1; the rules: those of the classes named. Pinned by ExponentCardTest (coverage on synthetic sweeps).
 *
 * @param exponents  slopes of the seeds
 * @param interval   of the exponent; empty with one seed
 * @param windows    exponents of windows of depths
 * @param curvature  bend of ln y over ln L
 * @param scatter    change of the scatter with depth
 * @param ranking    laws, best first; empty with fewer than five common depths
 * @param forecast   of the deepest depth; empty if the seeds do not share it
 * @param offsetExponent c of y = a + b L^c over seeds, if the numbers are {@link #doubtful} as a power law; empty else, and where it
 *                   cannot be told
 * @param findings   what speaks against the number
 */
public record ExponentCard(SeedExponents exponents, Optional<Interval> interval, FitWindows windows, Curvature curvature,
        ScatterTrend scatter, List<DepthModelFit> ranking, Optional<DepthForecast> forecast, Optional<SampleMean> offsetExponent,
        List<CardFinding> findings) {

    /** Lead in AICc from which a rival counts as better: beyond, the power law has "considerably less support" (Burnham, Anderson). */
    public static final double CLEAR_LEAD = 6;
    private static final int DEPTHS_TO_RANK = 5;

    /**
     * Fits and tests.
     *
     * @param sweeps one seed or more, each with four different depths or more. Not modified.
     * @param level  of all intervals, in (0, 1)
     * @throws IllegalArgumentException if there is no seed, one has fewer than four depths, a depth or value is not positive and
     *                                  finite, or the level is out of range; the message names seed and point
     */
    public static ExponentCard of(List<SeedSweep> sweeps, double level) {
        Interval.requireLevel(level);
        SweepTable table = SweepTable.of(sweeps);
        FitWindows windows = FitWindows.of(table);
        double[] common = table.commonDepths();
        ExponentCard card = new ExponentCard(SeedExponents.of(table.sweeps()), windows.interval(level), windows,
                Curvature.of(table.sweeps()), ScatterTrend.of(table.sweeps()),
                common.length < DEPTHS_TO_RANK ? List.of() : DepthModelFit.ranked(common, table.geometricMeans()),
                DepthForecast.of(table, level), Optional.empty(), List.of());
        return new ExponentCard(card.exponents, card.interval, windows, card.curvature, card.scatter, card.ranking, card.forecast,
                card.doubtful() ? OffsetExponent.of(table) : Optional.empty(), List.copyOf(card.describe(common.length)));
    }

    /** Returns the estimate. */
    public double exponent() {
        return exponents.meanSlope();
    }

    /** Says whether the values follow no power law: they bend, the exponent drifts, or a rival leads clearly. */
    public boolean doubtful() {
        return curvature.bends() || windows.drifts() || rivalLeads();
    }

    /** Says whether a rival's AICc is smaller by more than {@link #CLEAR_LEAD}. */
    public boolean rivalLeads() {
        return !ranking.isEmpty() && powerLaw().aicc() - ranking.getFirst().aicc() > CLEAR_LEAD;
    }

    private DepthModelFit powerLaw() {
        return ranking.stream().filter(f -> f.model() == DepthModel.POWER_LAW).findFirst().orElseThrow();
    }

    private List<CardFinding> describe(int commonDepths) {
        List<CardFinding> found = new ArrayList<>();
        if (interval.isEmpty()) {
            found.add(new CardFinding("one seed", "no interval: one seed says nothing of the spread between seeds; two are needed, five are better"));
        }
        if (curvature.bends()) {
            found.add(new CardFinding("bends", "ln(value) bends over ln(depth): curvature " + rounded(curvature.curvature()) + ", probability by chance "
                    + rounded(curvature.probability())));
        }
        if (windows.drifts()) {
            double[] slopes = windows.windows().stream().mapToDouble(w -> w.exponent().mean()).sorted().toArray();
            found.add(new CardFinding("drifts", "the exponent drifts with the window of depths, from " + rounded(slopes[0]) + " to "
                    + rounded(slopes[slopes.length - 1]) + "; the interval holds all windows"));
        }
        if (scatter.changes()) {
            found.add(new CardFinding("scatter", "the scatter changes with depth, probability by chance " + rounded(scatter.probability())
                    + ": errors that take it as equal are wrong, the interval over seeds holds"));
        }
        if (ranking.isEmpty()) {
            found.add(new CardFinding("no rivals", "no rival laws: the seeds share " + commonDepths + " depths, " + DEPTHS_TO_RANK + " are needed, 6 for an offset"));
        } else if (rivalLeads()) {
            found.add(new CardFinding("rival", "a rival law fits better: " + ranking.getFirst().model().label() + ", by "
                    + rounded(powerLaw().aicc() - ranking.getFirst().aicc()) + " in AICc"));
        }
        forecast.filter(f -> !f.holds()).ifPresent(f -> found.add(new CardFinding("forecast", "the deepest depth, " + f.depth() + ", was found at "
                + rounded(f.found()) + ", foretold " + rounded(f.predicted()) + " in " + Arrays.toString(new String[] {
                        rounded(f.interval().low()), rounded(f.interval().high())}))));
        return found;
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
