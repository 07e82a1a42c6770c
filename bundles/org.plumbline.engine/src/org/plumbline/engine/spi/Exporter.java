package org.plumbline.engine.spi;

import java.io.IOException;
import java.util.Optional;

import org.plumbline.engine.contribution.Settings;

/** Contribution: a format in which other programs read runs. Stateless. */
public interface Exporter {

    /**
     * Writes a run for other programs.
     *
     * @param run      the run, or one trial of it
     * @param target   the place that the user named: a path, or an address; empty if none was named
     * @param settings of the contribution
     * @return what was written
     * @throws org.plumbline.engine.finding.InvalidInputException if the target cannot be used or the run lacks what the
     *                              format needs; nothing was written, and the message names the place and what was found
     * @throws IOException          if writing fails; the message is one line that names the place
     * @throws InterruptedException if the calling thread is interrupted
     */
    ExportSummary export(RunData run, Optional<String> target, Settings settings) throws IOException, InterruptedException;

    /**
     * Whether a target that holds an earlier export of the same run is brought up to date instead of refused, so that it can
     * follow a run that goes on.
     */
    default boolean continues() {
        return false;
    }
}
