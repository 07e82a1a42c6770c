package org.plumbline.engine.plan;

import org.plumbline.engine.execution.Memory;

/**
 * What the machine, not the experiment, decides about a plan.
 *
 * @param execution {@code auto}: the fastest path for each network; {@code nd4j}: the generic one everywhere
 * @param memory    what one trial may use in each of the two places
 * @param total     what it may use in both together, bytes; infinite: only the places are limited
 */
public record PlanOptions(String execution, Memory memory, double total) {
    /** The fastest path for each network. */
    public static final String AUTO = "auto";
    /** The generic path, ND4J operations layer by layer. */
    public static final String GENERIC = "nd4j";

    /** @return the fastest path, and this machine's memory for one trial at a time */
    public static PlanOptions defaults() {
        return of(AUTO, 1);
    }

    /** @param trials how many trials run at the same time, at least 1 */
    public static PlanOptions of(String execution, int trials) {
        return new PlanOptions(execution, Memory.share(trials), Double.POSITIVE_INFINITY);
    }

    /** @param bytes what one trial may use, in Java's heap and outside of it together; each trial is planned into its best parts */
    public static PlanOptions within(String execution, double bytes) {
        return new PlanOptions(execution, new Memory(bytes, bytes), bytes);
    }
}
