package org.plumbline.model.io;

import java.util.List;

/**
 * The history of the file format, in one place.
 * <ul>
 * <li>Version 1: the first one. Namespaces {@code urn:plumbline:experiment:1} and {@code urn:plumbline:layout:1}.</li>
 * </ul>
 * A new version adds one {@link Step} class and one stored file of the version before it.
 */
final class ExperimentMigration {

    /** The version that this release writes, and the newest that it reads. */
    static final int CURRENT = 1;

    /** Turns the content of a file of one version into that of the next. */
    interface Step {

        /** The version that this step reads; it makes the next one. */
        int from();

        /**
         * Rewrites the content.
         *
         * @param content a whole file of version {@link #from()}. Not modified.
         * @param file    its name, for messages
         * @return the same experiment in version {@code from() + 1}
         * @throws ExperimentFormatException if the content cannot be understood; the load stops then
         */
        byte[] apply(byte[] content, String file) throws ExperimentFormatException;
    }

    private final int current;
    private final List<Step> steps;

    ExperimentMigration() {
        this(CURRENT, List.of());
    }

    ExperimentMigration(int current, List<Step> steps) {
        this.current = current;
        this.steps = List.copyOf(steps);
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).from() != i + 1) {
                throw new IllegalArgumentException("step " + i + " reads version " + steps.get(i).from());
            }
        }
        if (steps.size() != current - 1) {
            throw new IllegalArgumentException(steps.size() + " steps do not lead to version " + current);
        }
    }

    /**
     * The content in the current version.
     *
     * @param content a whole file. Not modified.
     * @param version the version that it states, 1 or more
     * @param file    its name, for messages
     * @return the content itself if it is current already
     * @throws ExperimentFormatException if the version is newer than the current one, or a step fails
     */
    byte[] toCurrent(byte[] content, int version, String file) throws ExperimentFormatException {
        if (version > current) {
            throw new ExperimentFormatException(file, "format version " + version
                    + " is newer than " + current + ", the newest that this release reads");
        }
        byte[] result = content;
        for (Step step : steps.subList(version - 1, steps.size())) {
            result = step.apply(result, file);
        }
        return result;
    }
}
