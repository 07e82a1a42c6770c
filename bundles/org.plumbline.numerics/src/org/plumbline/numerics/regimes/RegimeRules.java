package org.plumbline.numerics.regimes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.plumbline.numerics.regimes.OrderSign.Sign;
import org.plumbline.numerics.regimes.RegimeVerdict.Setting;

/** The steps of {@link RegimeVerdict}, collecting evidence on the way. */
final class RegimeRules {

    private static final double INNER = RegimeVerdict.GAP_OF_NONE;
    private static final double OUTER = RegimeVerdict.GAP_OF_LIMIT;
    private static final double NOISE_BAND = 0.15;

    private final DepthOrders orders;
    private final Setting setting;
    private final List<Evidence> evidence = new ArrayList<>();

    RegimeRules(DepthOrders orders, Setting setting) {
        this.orders = orders;
        this.setting = setting;
    }

    RegimeVerdict verdict() {
        Regime regime = enough() ? contradicted(decide()) : Regime.UNDECIDED;
        return new RegimeVerdict(regime, List.copyOf(evidence));
    }

    private boolean enough() {
        int seeds = orders.alpha().length;
        double range = orders.deepest() / orders.shallowest();
        if (seeds < 2) {
            say("seeds", seeds, "no interval with one seed: two are needed, five are better");
        }
        if (orders.depths() < RegimeVerdict.DEPTHS_FROM) {
            say("depths", orders.depths(), "too few: " + RegimeVerdict.DEPTHS_FROM + " are needed");
        }
        if (orders.deepest() < RegimeVerdict.DEEPEST_FROM) {
            say("deepest depth", orders.deepest(), "too shallow for orders in L: " + RegimeVerdict.DEEPEST_FROM + " is needed");
        }
        if (range < RegimeVerdict.RANGE_FROM) {
            say("deepest over shallowest depth", range, "too narrow for orders in L: " + RegimeVerdict.RANGE_FROM + " is needed");
        }
        return evidence.isEmpty();
    }

    private Regime decide() {
        OrderSign gap = test("gap, slope of the largest norm minus that of the largest increment", INNER, OUTER,
                s -> orders.maxNorm()[s] - orders.increment()[s]);
        return switch (gap.sign()) {
        case ABOVE -> continuous();
        case ZERO -> rough();
        case BELOW -> undecided("increments grow faster than weights, which neither hypothesis knows");
        case OPEN -> undecided("the gap does not tell a continuous limit from none: larger depths or more seeds");
        };
    }

    private Regime continuous() {
        OrderSign beta = test("slope of the largest norm, -beta", INNER, OUTER, s -> orders.maxNorm()[s]);
        OrderSign trend = test("order of the trend, 1 - alpha - beta", INNER, OUTER, s -> 1 - orders.alpha()[s] + orders.maxNorm()[s]);
        OrderSign alpha = test("alpha - 1", INNER, OUTER, s -> orders.alpha()[s] - 1);
        return switch (trend.sign()) {
        case ABOVE -> found(Regime.EXPLOSIVE, "the trend grows without bound");
        case BELOW -> found(Regime.IDENTITY, "the trend vanishes");
        case OPEN -> undecided("the order of the trend is not known well enough");
        case ZERO -> {
            if (alpha.is(Sign.ZERO) && beta.is(Sign.ZERO)) {
                yield found(Regime.NEURAL_ODE, "smooth weights of order one, delta of order 1/L");
            }
            if (alpha.is(Sign.BELOW) && beta.is(Sign.BELOW)) {
                yield found(Regime.ALTERNATIVE_ODE, "smooth weights that vanish, a trend of order one");
            }
            yield undecided("alpha + beta is 1, but not whether beta is 0");
        }
        };
    }

    private Regime rough() {
        OrderSign noise = test("order of the noise, slope of R minus alpha", NOISE_BAND, NOISE_BAND,
                s -> orders.rootSumOfSquares()[s] - orders.alpha()[s]);
        OrderSign sum = test("order of the sum, slope of |sum W|, with signs of scales, minus alpha", INNER, OUTER, s -> orders.cumulativeSum()[s] - orders.alpha()[s]);
        OrderSign path = test("order of the detrended sum minus alpha", NOISE_BAND, NOISE_BAND, s -> orders.detrended()[s] - orders.alpha()[s]);
        OrderSign norm = test("slope of the largest norm", INNER, OUTER, s -> orders.maxNorm()[s]);
        if (noise.is(Sign.ABOVE)) {
            return found(Regime.EXPLOSIVE, "the squares of the noise grow without bound");
        }
        if (sum.is(Sign.ABOVE)) {
            return found(Regime.EXPLOSIVE, "the sum of the weights grows without bound");
        }
        if (!setting.oddActivation() && test("order of the Ito drift, 2 slope of R - alpha", INNER, OUTER,
                s -> 2 * orders.rootSumOfSquares()[s] - orders.alpha()[s]).is(Sign.ABOVE)) {
            return found(Regime.EXPLOSIVE, "the Ito drift grows without bound");
        }
        return switch (noise.sign()) {
        case ZERO -> noiseOfOrderOne(norm, path);
        case BELOW -> vanishingNoise(norm, path, sum);
        default -> undecided("the order of the noise is not known well enough");
        };
    }

    private Regime noiseOfOrderOne(OrderSign norm, OrderSign path) {
        if (norm.is(Sign.ZERO)) {
            return found(Regime.SPARSE, "single layers stay of order one while all together do not grow");
        }
        OrderSign half = test("slope of the largest norm + 1/2 - alpha", NOISE_BAND, OUTER, s -> orders.maxNorm()[s] + 0.5 - orders.alpha()[s]);
        if (!half.is(Sign.ZERO)) {
            return undecided("the largest norm decays neither like L^(-1/2) nor not at all");
        }
        if (path.is(Sign.ABOVE) || path.is(Sign.BELOW)) {
            return undecided("norms are those of a Brownian path, but the noise does not add up like one");
        }
        return found(Regime.SDE, "no continuous limit, increments of order L^(-1/2)");
    }

    private Regime vanishingNoise(OrderSign norm, OrderSign path, OrderSign sum) {
        if (!path.is(Sign.BELOW)) {
            return undecided("the noise is smoother than Brownian and does not clearly vanish: persistent noise (Hurst index above 1/2) "
                    + "of order one has none of the named limits");
        }
        if (sum.is(Sign.BELOW)) {
            return found(Regime.IDENTITY, "noise and sum vanish");
        }
        return sum.is(Sign.ZERO) && norm.is(Sign.BELOW) ? found(Regime.ALTERNATIVE_ODE, "the noise vanishes, a trend of order one stays")
                : undecided("the noise vanishes; the order of the trend is not known well enough");
    }

    private Regime contradicted(Regime regime) {
        if (setting.denoisedRatio().isEmpty()) {
            return regime;
        }
        double ratio = setting.denoisedRatio().getAsDouble();
        boolean ode = regime == Regime.NEURAL_ODE || regime == Regime.ALTERNATIVE_ODE;
        if (ode && ratio > RegimeVerdict.NOISE_MATTERS_FROM || regime == Regime.SDE && ratio < RegimeVerdict.TREND_SUFFICES_BELOW) {
            say("loss with the trend alone over the loss", ratio, "speaks against the " + regime.label());
            return Regime.UNDECIDED;
        }
        say("loss with the trend alone over the loss", ratio, "does not speak against it");
        return regime;
    }

    private OrderSign test(String name, double inner, double outer, IntToDoubleFunction order) {
        double[] values = IntStream.range(0, orders.alpha().length).mapToDouble(order).toArray();
        OrderSign test = OrderSign.of(values, inner, outer, setting.level());
        evidence.add(new Evidence(name, test.mean(), test.interval(), switch (test.sign()) {
        case ZERO -> "zero";
        case ABOVE -> "positive";
        case BELOW -> "negative";
        case OPEN -> Double.isNaN(test.mean()) ? "not known" : "open";
        }));
        return test;
    }

    private Regime found(Regime regime, String why) {
        say(regime.label(), Double.NaN, why);
        return regime;
    }

    private Regime undecided(String why) {
        return found(Regime.UNDECIDED, why);
    }

    private void say(String quantity, double value, String conclusion) {
        evidence.add(new Evidence(quantity, value, Optional.empty(), conclusion));
    }
}
