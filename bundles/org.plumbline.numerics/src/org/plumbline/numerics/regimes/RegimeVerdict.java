package org.plumbline.numerics.regimes;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a network tends to with growing depth, from the orders of the statistics of its weights, with the evidence.
 * <p>With delta ~ L^(-alpha), slopes m of the largest norm, i of the largest increment, r of R, c of the norm of the sum, u of the
 * detrended cumulative sum, per seed and then with Student's t over seeds ({@link OrderSign}, bands 0.1 and 0.2 unless said):</p>
 * <ol>
 * <li>Gap g = m - i. ABOVE: continuous limit (H1); ZERO: none; BELOW or OPEN: undecided.</li>
 * <li>H1, order of the trend t = 1 - alpha + m. ABOVE: explosive. BELOW: identity. ZERO: neural ODE if alpha - 1 and m are ZERO,
 * alternative ODE if alpha - 1 and m are BELOW.</li>
 * <li>Not H1: noise n = r - alpha (bands 0.15, 0.15), sum t = c - alpha, drift of second order d = 2 r - alpha if sigma''(0) != 0.
 * n, t or d ABOVE: explosive. n ZERO and m ZERO: sparse. n ZERO, m + 1/2 - alpha ZERO (bands 0.15, 0.2): SDE, unless u - alpha is
 * ABOVE or BELOW. n BELOW and u - alpha BELOW: the noise vanishes, and t ZERO is the alternative ODE (where m is BELOW, so that sigma
 * acts as a line), t BELOW the identity. n BELOW with u - alpha not BELOW is persistent noise of order one, none of the named limits:
 * undecided.</li>
 * <li>The loss with the trend alone, if known, over the loss: above 10 speaks against ODEs, below 5 against the SDE: undecided.</li>
 * </ol>
 * <p>Undecided without two seeds, four depths, a deepest depth of 64 and a range of a factor 8. ReLU networks are judged by their
 * weights |delta_k| A_k; there "ODE" and "SDE" mean H1 and H2, as no theorem covers them.</p>
 * Source: `scaling-limits` 4.4, derived there from the orders of trend, noise and Ito drift; the parts played by intervals, by alpha
 * in step 3 and by u are ours. Pinned by RegimeVerdictTest (synthetic weights).
 *
 * @param regime   what follows
 * @param evidence in the order of the steps, the last says why it ended
 */
public record RegimeVerdict(Regime regime, List<Evidence> evidence) {

    /** Gap above which the weights have a continuous limit. */
    public static final double GAP_OF_LIMIT = 0.2;
    /** Size of the gap below which they have none. */
    public static final double GAP_OF_NONE = 0.1;
    /** Deepest depth below which orders in L are not told. */
    public static final double DEEPEST_FROM = 64;
    /** Ratio of deepest to shallowest depth below which they are not told. */
    public static final double RANGE_FROM = 8;
    /** Fewest depths. */
    public static final int DEPTHS_FROM = 4;
    /** Loss with the trend alone, over the loss, above which noise matters. */
    public static final double NOISE_MATTERS_FROM = 10;
    /** The same, below which it does not. */
    public static final double TREND_SUFFICES_BELOW = 5;

    /**
     * What the rules need to know beside the orders.
     *
     * @param oddActivation whether sigma''(0) = 0, so that there is no Ito drift
     * @param denoisedRatio loss with the trend alone over the loss, geometric mean over depths and seeds; empty if not measured
     * @param level         of the intervals, in (0, 1)
     */
    public record Setting(boolean oddActivation, OptionalDouble denoisedRatio, double level) {
    }

    /**
     * Decides.
     *
     * @param orders  of all seeds. Not modified.
     * @param setting what else is known
     * @throws IllegalArgumentException if the level is not strictly between 0 and 1
     */
    public static RegimeVerdict of(DepthOrders orders, Setting setting) {
        return new RegimeRules(orders, setting).verdict();
    }
}
