package org.plumbline.engine.plan;

/**
 * What the machine, not the experiment, decides about a plan.
 *
 * @param execution {@code auto}: the fastest path for each network; {@code nd4j}: the generic one everywhere
 */
public record PlanOptions(String execution) {
    /** The fastest path for each network. */
    public static final String AUTO = "auto";
    /** The generic path, ND4J operations layer by layer. */
    public static final String GENERIC = "nd4j";

    public static PlanOptions defaults() {
        return new PlanOptions(AUTO);
    }
}
