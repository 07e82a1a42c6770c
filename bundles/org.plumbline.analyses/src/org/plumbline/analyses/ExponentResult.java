package org.plumbline.analyses;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.analyses.DepthSeries.DepthValue;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Caution;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.FitLine;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.numerics.regression.ExponentCard;
import org.plumbline.numerics.regression.Interval;
import org.plumbline.numerics.regression.SeedExponents.SeedSweep;

/**
 * A quantity over depth, with the card of its exponent.
 * <p>Exponent = mean over the seeds of the slope b of ln(value) = a + b ln(L) by least squares; if all seeds have all depths this is
 * the slope through all points at once. Standard error: from the residuals of the line through all points. Interval: Student t over
 * the slopes of the seeds, which are the independent replicates, since trials of one seed share their data; widened to hold the
 * intervals of all windows of depths if the exponent drifts between them. What speaks against a power law stands in the notes.</p>
 * Source: {@link ExponentCard}. Pinned by DepthScalingEvaluateTest.
 */
final class ExponentResult {
    static final int FEWEST_DEPTHS = 4;

    private final String analysis;
    private final Quantity quantity;
    private final String cell;
    private final double level;
    private final long from;
    private final long to;
    private final MutableList<String> notes = Lists.mutable.empty();

    private ExponentResult(String analysis, Quantity quantity, String cell, Settings settings) {
        this.analysis = analysis;
        this.quantity = quantity;
        this.cell = cell;
        this.level = settings.real("level");
        this.from = Math.max(quantity.from(), settings.longInteger("fitFrom"));
        this.to = settings.longInteger("fitTo");
    }

    /**
     * What is measured.
     *
     * @param id    e.g. {@code maxNorm(A)}
     * @param label its name for people
     * @param from  depth from which it is what its formula means; smaller depths are not fitted
     */
    record Quantity(String id, String label, int from) {
    }

    /**
     * @param cell   what sets the trials apart from others of the sweep; empty if nothing does
     * @param group  all trials of the cell that have ended
     * @param values those that count
     */
    static AnalysisResult of(String analysis, Quantity quantity, String cell, ImmutableList<TrialRecord> group,
            ImmutableList<DepthValue> values, Settings settings) {
        return new ExponentResult(analysis, quantity, cell, settings).result(group, values);
    }

    private AnalysisResult result(ImmutableList<TrialRecord> group, ImmutableList<DepthValue> values) {
        notes.add(DepthSeries.policy(group));
        if (quantity.from() > 1) {
            notes.add(quantity.label() + ": fitted from depth " + from + " on");
        }
        ImmutableList<ImmutableList<DepthValue>> seeds = seeds(values);
        Optional<ExponentCard> card = card(seeds);
        String name = quantity.id() + (cell.isEmpty() ? "" : " [" + cell + "]");
        ImmutableList<DepthValue> used = seeds.flatCollect(seed -> seed);
        AnalysisResult result = new AnalysisResult(analysis, name, quantity.label() + (cell.isEmpty() ? "" : ", " + cell),
                "exponent of " + name + " in depth", card.map(c -> estimate(c, used)), DepthSeries.DEPTH,
                new ResultAxis(quantity.label(), "", true), DepthSeries.points(group, values), card.map(c -> line(c.exponent(), used)),
                notes.toImmutable());
        return card.map(c -> result.withTables(CardTables.of(c, level, seeds.collect(ExponentResult::sweep)))
                .withCurves(CardTables.curves(c))).orElse(result);
    }

    /** @return values to fit, those of seeds that have enough of them; a note says what is missing */
    private ImmutableList<ImmutableList<DepthValue>> seeds(ImmutableList<DepthValue> values) {
        ImmutableList<ImmutableList<DepthValue>> seeds = bySeed(usable(values));
        ImmutableList<ImmutableList<DepthValue>> full = seeds.select(seed -> depths(seed) >= FEWEST_DEPTHS);
        if (full.isEmpty()) {
            int most = seeds.isEmpty() ? 0 : seeds.collectInt(ExponentResult::depths).max();
            notes.add("no exponent: no seed has values at more than " + most + (most == 1 ? " depth" : " depths")
                    + " to fit, at least " + FEWEST_DEPTHS + " are needed");
        } else if (full.size() < seeds.size()) {
            notes.add(seeds.size() - full.size() + " of " + seeds.size() + " seeds not fitted: values at fewer than "
                    + FEWEST_DEPTHS + " depths");
        }
        return full;
    }

    private Optional<ExponentCard> card(ImmutableList<ImmutableList<DepthValue>> seeds) {
        return seeds.isEmpty() ? Optional.empty()
                : Optional.of(ExponentCard.of(seeds.collect(ExponentResult::sweep).castToList(), level));
    }

    private Estimate estimate(ExponentCard card, ImmutableList<DepthValue> used) {
        Optional<Interval> interval = card.interval();
        int seeds = card.exponents().seedCount();
        return new Estimate(card.exponent(), card.exponents().pooled().exponentError(), interval.map(Interval::low).orElse(Double.NaN),
                interval.map(Interval::high).orElse(Double.NaN), level, seeds, "", method(card, used, seeds),
                used.collect(value -> value.trial().id()))
                .against(Lists.immutable.withAll(card.findings()).collect(finding -> new Caution(finding.word(), finding.text())));
    }

    private static String method(ExponentCard card, ImmutableList<DepthValue> used, int seeds) {
        return "least squares of ln(value) on ln(depth), " + used.size() + " trials at " + depths(used) + " depths from "
                + used.collectInt(DepthValue::depth).min() + " to " + used.collectInt(DepthValue::depth).max()
                + (seeds < 2 ? "" : "; interval: Student t over the slopes of " + seeds + " seeds"
                        + (card.windows().drifts() ? ", widened to hold those of all windows of depths" : ""));
    }

    private static SeedSweep sweep(ImmutableList<DepthValue> seed) {
        return new SeedSweep(seed.getFirst().trial().seed(), seed.collectDouble(DepthValue::depth).toArray(),
                seed.collectDouble(DepthValue::value).toArray());
    }

    /** @return the line with this slope through the centre of the points */
    private static FitLine line(double slope, ImmutableList<DepthValue> used) {
        double x = used.sumOfDouble(value -> Math.log(value.depth())) / used.size();
        double y = used.sumOfDouble(value -> Math.log(value.value())) / used.size();
        return new FitLine(slope, y - slope * x, used.collectInt(DepthValue::depth).min(),
                used.collectInt(DepthValue::depth).max());
    }

    private ImmutableList<DepthValue> usable(ImmutableList<DepthValue> values) {
        ImmutableList<DepthValue> inside = values.select(value -> value.depth() >= from && value.depth() <= to);
        ImmutableList<DepthValue> without = inside.reject(ExponentResult::hasLogarithm);
        if (without.notEmpty()) {
            notes.add("not fitted for want of a logarithm: " + without.size() + " of " + inside.size()
                    + " values, the first is " + without.getFirst().value() + " at depth " + without.getFirst().depth());
        }
        return inside.select(ExponentResult::hasLogarithm);
    }

    private static boolean hasLogarithm(DepthValue value) {
        return value.value() > 0 && Double.isFinite(value.value());
    }

    private static int depths(ImmutableList<DepthValue> values) {
        return values.collectInt(DepthValue::depth).distinct().size();
    }

    /** Sorted by seed, then by depth, so that the sums do not depend on the order in which trials ended. */
    private static ImmutableList<ImmutableList<DepthValue>> bySeed(ImmutableList<DepthValue> values) {
        return Lists.immutable.withAll(DepthSeries.bySeed(values, DepthValue::trial).values())
                .collect(group -> group.toSortedListBy(DepthValue::depth).toImmutable());
    }
}
