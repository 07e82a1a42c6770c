package org.plumbline.analyses;

import java.util.Locale;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.result.Curve;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.ResultTable;
import org.plumbline.numerics.regression.DepthForecast;
import org.plumbline.numerics.regression.DepthModelFit;
import org.plumbline.numerics.regression.ExponentCard;
import org.plumbline.numerics.regression.Interval;
import org.plumbline.numerics.regression.PowerLawFit;
import org.plumbline.numerics.regression.SampleMean;
import org.plumbline.numerics.regression.SeedExponents.SeedSweep;

/** What an exponent card holds beside the exponent, as tables and curves. */
final class CardTables {
    private static final int CURVE_POINTS = 40;

    private CardTables() {
    }

    static ImmutableList<ResultTable> of(ExponentCard card, double level, ImmutableList<SeedSweep> seeds) {
        MutableList<ResultTable> tables = Lists.mutable.with(windows(card, level));
        if (!card.ranking().isEmpty()) {
            tables.add(rivals(card));
        }
        ResultTable slopes = localSlopes(seeds, level);
        if (slopes.rows().notEmpty()) {
            tables.add(slopes);
        }
        tables.add(tests(card));
        return tables.toImmutable();
    }

    private static ResultTable windows(ExponentCard card, double level) {
        return new ResultTable("exponent by window of depths", Lists.immutable.with("from", "to", "exponent", "interval", "chance of the change"),
                Lists.immutable.fromStream(card.windows().windows().stream().map(window -> Lists.immutable.with(number(window.from()),
                        number(window.to()), number(window.exponent().mean()), interval(window.exponent(), level), number(window.change())))));
    }

    private static ResultTable rivals(ExponentCard card) {
        double best = card.ranking().getFirst().aicc();
        return new ResultTable("laws ranked by AICc", Lists.immutable.with("law", "AICc above the best", "squared residuals of ln(value)", "exponent or shape"),
                Lists.immutable.fromStream(card.ranking().stream().map(fit -> Lists.immutable.with(fit.model().label(), number(fit.aicc() - best),
                        number(fit.squares()), number(fit.shape())))));
    }

    private static ResultTable localSlopes(ImmutableList<SeedSweep> seeds, double level) {
        TreeMap<Double, MutableList<PowerLawFit.LocalSlope>> byDepth = new TreeMap<>();
        seeds.forEach(seed -> PowerLawFit.localSlopes(seed.depths(), seed.values())
                .forEach(slope -> byDepth.computeIfAbsent(slope.from(), from -> Lists.mutable.empty()).add(slope)));
        MutableList<ImmutableList<String>> rows = Lists.mutable.empty();
        byDepth.forEach((from, slopes) -> {
            SampleMean mean = SampleMean.of(slopes.collectDouble(PowerLawFit.LocalSlope::slope).toArray());
            rows.add(Lists.immutable.with(number(from), number(slopes.getFirst().to()), number(mean.mean()), interval(mean, level),
                    String.valueOf(slopes.size())));
        });
        return new ResultTable("local slopes between L and 2L", Lists.immutable.with("L", "to", "slope", "interval", "seeds"), rows.toImmutable());
    }

    private static ResultTable tests(ExponentCard card) {
        MutableList<ImmutableList<String>> rows = Lists.mutable.with(
                Lists.immutable.with("curvature of ln(value) over ln(depth)", number(card.curvature().curvature()),
                        "chance if there is none: " + number(card.curvature().probability())),
                Lists.immutable.with("change of the scatter with ln(depth)", number(card.scatter().slope()),
                        "chance if there is none: " + number(card.scatter().probability())));
        card.forecast().ifPresent(f -> rows.add(Lists.immutable.with("deepest depth " + number(f.depth()) + ", foretold from the others",
                number(f.predicted()), "interval " + interval(f.interval()) + ", found " + number(f.found()))));
        card.offsetExponent().ifPresent(c -> rows.add(Lists.immutable.with("exponent c of a + b L^c", number(c.mean()),
                "standard error " + number(c.error()))));
        return new ResultTable("tests of the power law", Lists.immutable.with("quantity", "value", "how sure"), rows.toImmutable());
    }

    /** @return the law that fits better than the power law, if there is one, and what the shallower depths foretell of the deepest */
    static ImmutableList<Curve> curves(ExponentCard card) {
        MutableList<Curve> curves = Lists.mutable.empty();
        if (card.rivalLeads()) {
            DepthModelFit rival = card.ranking().getFirst();
            double from = card.windows().windows().getFirst().from();
            double to = card.windows().windows().getFirst().to();
            MutableList<ResultPoint> points = Lists.mutable.empty();
            for (int i = 0; i <= CURVE_POINTS; i++) {
                double depth = from * Math.pow(to / from, (double) i / CURVE_POINTS);
                points.add(point(depth, rival.at(depth), Double.NaN, Double.NaN));
            }
            curves.add(new Curve("rival", rival.model().label(), Curve.Style.LINE, points.toImmutable()));
        }
        card.forecast().ifPresent(f -> curves.add(new Curve("forecast", "foretold by the shallower depths", Curve.Style.POINTS,
                Lists.immutable.with(forecast(f)))));
        return curves.toImmutable();
    }

    private static ResultPoint forecast(DepthForecast f) {
        return point(f.depth(), f.predicted(), f.interval().low(), f.interval().high());
    }

    /** @return a point that is computed, not measured */
    static ResultPoint point(double x, double value, double low, double high) {
        return new ResultPoint(x, value, low, high, 1, 1, Lists.immutable.empty());
    }

    static String interval(SampleMean mean, double level) {
        return mean.interval(level).map(CardTables::interval).orElse("none");
    }

    static String interval(Interval interval) {
        return "[" + number(interval.low()) + ", " + number(interval.high()) + "]";
    }

    /** @return four significant digits */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return String.valueOf((long) value);
        }
        return Double.isNaN(value) ? "not known" : String.format(Locale.ROOT, "%.4g", value);
    }
}
