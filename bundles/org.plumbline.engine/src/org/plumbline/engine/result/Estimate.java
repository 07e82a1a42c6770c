package org.plumbline.engine.result;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * A number with its error and its origin.
 *
 * @param value         the estimate
 * @param standardError of the value, or NaN if there is none
 * @param low           lower end of the interval, NaN if there is none
 * @param high          upper end of the interval, NaN if there is none
 * @param level         of the interval, e.g. 0.95
 * @param n             number of independent replicates that the interval rests on
 * @param unit          unit, or empty
 * @param method        how value and interval were made, in a few words
 * @param trials        ids of the trials it came from
 * @param cautions      what speaks against it
 */
public record Estimate(double value, double standardError, double low, double high, double level, int n, String unit,
        String method, ImmutableList<String> trials, ImmutableList<Caution> cautions) {

    /** A number that nothing was found against. */
    public Estimate(double value, double standardError, double low, double high, double level, int n, String unit, String method,
            ImmutableList<String> trials) {
        this(value, standardError, low, high, level, n, unit, method, trials, Lists.immutable.empty());
    }

    /** @return the same with what speaks against it */
    public Estimate against(ImmutableList<Caution> found) {
        return new Estimate(value, standardError, low, high, level, n, unit, method, trials, found);
    }

    public boolean hasInterval() {
        return Double.isFinite(low) && Double.isFinite(high);
    }
}
