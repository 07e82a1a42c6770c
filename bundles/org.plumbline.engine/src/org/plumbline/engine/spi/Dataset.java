package org.plumbline.engine.spi;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.numerics.random.RandomStreams;

/** Contribution: where examples come from. Stateless. */
public interface Dataset {

    /**
     * What the dataset will deliver; cheap (at most it reads headers of files).
     *
     * @throws InvalidInputException if it cannot be delivered, e.g. a file is missing; names the file
     */
    DataShape shape(Settings settings);

    /**
     * What the numbers depend on besides settings and seed: empty for generated data, a digest of the files otherwise.
     *
     * @throws InvalidInputException if a file is missing or cannot be read; names the file
     */
    String contentDigest(Settings settings);

    /**
     * Makes or reads the examples.
     *
     * @param streams the streams of the trial's seed; use names that begin with {@code data/}
     * @throws InvalidInputException if a file is corrupt; names file, place and what was found
     */
    DataSet load(Settings settings, RandomStreams streams);
}
