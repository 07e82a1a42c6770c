package org.plumbline.engine.plan;

import java.util.Optional;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.finding.Finding;

/**
 * What became of an experiment.
 *
 * @param plan       present unless a finding is an error
 * @param findings   what is wrong or worth knowing
 * @param notDefined those of the findings that say why an analysis is not defined for a network of the experiment
 */
public record Compilation(Optional<RunPlan> plan, ImmutableList<Finding> findings, ImmutableList<Finding> notDefined) {
}
