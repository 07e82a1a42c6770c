package org.plumbline.engine.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where and how a plan is run.
 *
 * @param folder            the run folder; made if it is not there, continued if it holds the same run
 * @param runner            id of the runner
 * @param workers           number of trials at the same time, at least 1; the numbers do not depend on it
 * @param checkpointSeconds shortest time between two checkpoints of a trial; the numbers do not depend on it
 * @param experimentText    the experiment file as it is, kept beside the results
 * @param goal              until when seeds are added; empty if all trials are run, or the folder says it
 */
public record RunRequest(Path folder, String runner, int workers, double checkpointSeconds, String experimentText,
        Optional<ReplicationGoal> goal) {
    /** The runner that executes trials in processes of their own on this machine. */
    public static final String LOCAL = "local";
    /** The runner that executes trials in this process. */
    public static final String THREADS = "threads";
    /** Shortest time between two checkpoints unless something else is asked for, s. */
    public static final double CHECKPOINT_SECONDS = 10;

    public RunRequest(Path folder, String runner, int workers, double checkpointSeconds, String experimentText) {
        this(folder, runner, workers, checkpointSeconds, experimentText, Optional.empty());
    }

    public RunRequest(Path folder, String runner, int workers, String experimentText) {
        this(folder, runner, workers, CHECKPOINT_SECONDS, experimentText);
    }
}
