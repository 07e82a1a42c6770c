package org.plumbline.engine.preflight;

import java.util.Optional;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.finding.Finding;

/**
 * What a run will take, said before its first step.
 *
 * @param name       of the experiment
 * @param workers    trials at the same time
 * @param cells      small networks first; none if findings forbid the run
 * @param here       trials that the run folder has already
 * @param beside     trials that runs beside it have
 * @param memory     arrays of the trial that takes the most
 * @param together   arrays of the trials that take the most, as many as run at the same time
 * @param disk       what is written; empty if findings forbid the run
 * @param time       until the last trial has ended; empty if not known
 * @param notes      what the times rest on, and what is not known
 * @param notDefined why analyses are not defined for networks of the experiment
 * @param findings   all that is wrong or worth knowing, {@code notDefined} included
 */
public record Preflight(String name, int workers, ImmutableList<CellEstimate> cells, int here, int beside, Memory memory,
        Memory together, Optional<DiskNeed> disk, Optional<TimeSpan> time, ImmutableList<String> notes,
        ImmutableList<Finding> notDefined, ImmutableList<Finding> findings) {
    /** Level of all intervals of times. */
    public static final double LEVEL = 0.9;

    /** @return number of trials */
    public int trials() {
        return (int) cells.sumOfInt(CellEstimate::trials);
    }

    /** @return number of trials that are to run */
    public int pending() {
        return (int) cells.sumOfInt(CellEstimate::pending);
    }

    /** @return whether the run can be done as it is */
    public boolean possible() {
        return !Finding.blocks(findings);
    }
}
