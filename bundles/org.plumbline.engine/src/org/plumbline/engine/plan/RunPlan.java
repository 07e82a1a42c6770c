package org.plumbline.engine.plan;

import org.eclipse.collections.api.list.ImmutableList;

/**
 * What a run does: an immutable copy of the experiment in which nothing is left open.
 *
 * @param name     of the experiment
 * @param title    of the experiment
 * @param trials   one per cell and seed, in the order of the sweep, no two of the same identity
 * @param analyses evaluated over all trials
 */
public record RunPlan(String name, String title, ImmutableList<TrialPlan> trials, ImmutableList<ComponentPlan> analyses) {

    /** @return hash of the identities of all trials, whatever their order */
    public String identity() {
        return CanonicalJson.identity(trials.collect(TrialPlan::id).toSortedList().makeString("\n"));
    }
}
