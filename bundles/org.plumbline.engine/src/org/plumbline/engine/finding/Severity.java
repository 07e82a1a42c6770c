package org.plumbline.engine.finding;

/** How much a {@link Finding} matters. */
public enum Severity {
    /** The experiment cannot run. */
    ERROR,
    /** The experiment runs, but probably not as its author means. */
    WARNING,
    /** Worth knowing. */
    INFO
}
