package org.plumbline.headless;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.run.ReplicationGoal;

import picocli.CommandLine.Option;

/** Until when seeds are added to a run. */
final class ReplicationOptions {
    private static final int SEEDS = 32;

    @Option(names = "--until-width", paramLabel = "WIDTH",
            description = "Adds seeds, at the depths that matter, until the 95 %% interval of an exponent in depth is narrower than this. It is valid at the stop. Depth and seed alone may be swept; seeds are counted from the base seed on.")
    private Double width;

    @Option(names = "--budget", paramLabel = "N", description = "With --until-width: trials at most. Default: " + SEEDS + " for each depth.")
    private Integer budget;

    @Option(names = "--quantity", paramLabel = "NAME",
            description = "With --until-width: whose exponent, as the analysis measures it, e.g. 'scaling/maxNorm(A)'. Default: the first by name that is positive in all trials.")
    private String quantity;

    boolean isWanted() {
        if (width == null && (budget != null || quantity != null)) {
            throw new InvalidInputException("--budget and --quantity: they belong to --until-width");
        }
        return width != null;
    }

    /**
     * @param depths number of depths of the sweep
     * @throws InvalidInputException if a number is out of its range
     */
    ReplicationGoal goal(int depths) {
        if (!(width > 0)) {
            throw new InvalidInputException("--until-width: expected a number above 0, got " + width);
        }
        int most = budget == null ? SEEDS : budget / Math.max(1, depths);
        if (most < ReplicationGoal.FIRST) {
            throw new InvalidInputException("--budget: the first look takes " + ReplicationGoal.FIRST + " seeds of each of " + depths
                    + " depths, which are " + ReplicationGoal.FIRST * depths + " trials, got " + budget);
        }
        return new ReplicationGoal(Optional.ofNullable(quantity).orElse(""), width, ReplicationGoal.FIRST, most, ReplicationGoal.LEVEL);
    }

    /** @return the axis of seeds as an assignment: as many as the last look may want */
    static String seeds(long base, int most) {
        return "seed=" + LongStream.range(base, base + most).mapToObj(Long::toString).collect(Collectors.joining(","));
    }
}
