package org.plumbline.headless;

import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.run.RunRequest;

import picocli.CommandLine.Option;

/** How the trials of a run are executed; no number depends on it. */
final class WorkerOptions {
    @Option(names = "--workers", paramLabel = "N", description = "Trials at the same time; results do not depend on it. Default: number of processors.")
    private Integer workers;

    @Option(names = "--runner", paramLabel = "ID", defaultValue = RunRequest.LOCAL,
            description = "What executes the trials (see: plumbline list runners). Default: ${DEFAULT-VALUE}.")
    private String runner;

    @Option(names = "--checkpoint", paramLabel = "SECONDS", description = "Shortest time between two checkpoints of a trial. Default: "
            + RunRequest.CHECKPOINT_SECONDS + ".")
    private double checkpoint = RunRequest.CHECKPOINT_SECONDS;

    /** @throws InvalidInputException if a number is out of its range */
    int workers() {
        int count = workers == null ? Runtime.getRuntime().availableProcessors() : workers;
        if (count < 1) {
            throw new InvalidInputException("--workers: expected at least 1, got " + count);
        }
        return count;
    }

    String runner() {
        return runner;
    }

    /** @throws InvalidInputException if it is negative */
    double checkpointSeconds() {
        if (!(checkpoint >= 0)) {
            throw new InvalidInputException("--checkpoint: expected at least 0 seconds, got " + checkpoint);
        }
        return checkpoint;
    }
}
