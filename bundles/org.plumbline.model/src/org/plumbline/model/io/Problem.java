package org.plumbline.model.io;

import java.util.Objects;

/**
 * A finding about the structure of an experiment.
 *
 * @param severity  how bad it is
 * @param elementId id of the element that it is about; empty where the experiment as a whole is meant
 * @param text      what was found, in one line
 */
public record Problem(Severity severity, String elementId, String text) {

    /** How bad a problem is. */
    public enum Severity {
        /** The experiment cannot be run. */
        ERROR,
        /** The experiment can be run, but perhaps means something else than it shows. */
        WARNING
    }

    public Problem {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(text, "text");
        elementId = elementId == null ? "" : elementId;
    }

    /**
     * Whether the experiment cannot be run.
     *
     * @return true for errors, false for warnings
     */
    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
