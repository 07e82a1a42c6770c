package org.plumbline.engine.preflight;

import java.util.Optional;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.finding.Finding;

/**
 * What a run writes.
 *
 * @param parameters bytes of the trained parameters of the trials that are to run, exactly
 * @param kept       bytes that its trials take when it has ended, rounded to blocks; at most
 * @param peak       bytes that must be free for it to go through: kept, two checkpoints of each trial at work, and twice the
 *                   largest checkpoint that is being written
 * @param space      where
 */
public record DiskNeed(long parameters, long kept, long peak, DiskSpace space) {
    /** Folders of a trial: its own, attempts, one attempt. */
    private static final int FOLDERS = 3;
    /** Checkpoints of a trial that are kept at the same time, and whose room a further one asks for before it is written. */
    private static final int CHECKPOINTS = 2;

    /**
     * @param pending files of each trial that is to run
     * @param adopted files of each that a run beside has: only its state is written
     * @param workers trials at the same time
     */
    static DiskNeed of(ImmutableList<TrialFiles> pending, ImmutableList<TrialFiles> adopted, int workers, DiskSpace space) {
        long parameters = pending.sumOfLong(TrialFiles::parameters);
        long kept = pending.sumOfLong(files -> space.blocks(files.parameters()) + state(files, space))
                + adopted.sumOfLong(files -> state(files, space));
        ImmutableList<TrialFiles> largest = pending.toSortedListBy(files -> -files.checkpoint()).take(workers).toImmutable();
        long checkpoints = largest.isEmpty() ? 0
                : CHECKPOINTS * (largest.sumOfLong(files -> space.blocks(files.checkpoint())) + space.blocks(largest.getFirst().checkpoint()));
        return new DiskNeed(parameters, kept, kept + checkpoints, space);
    }

    /** Of the final state, with the folders and the file that says which attempt counts. */
    private static long state(TrialFiles files, DiskSpace space) {
        return space.blocks(files.status()) + (FOLDERS + 1) * space.block();
    }

    /** @return that there is not enough space; empty if there is, or if it is not known */
    Optional<Finding> shortage() {
        return space.free() < 0 || space.free() >= peak ? Optional.empty()
                : Optional.of(Finding.error("", "not enough space: the run may need " + Memory.text(peak) + ", " + space.fileSystem()
                        + " has " + Memory.text(space.free()) + " free"));
    }
}
