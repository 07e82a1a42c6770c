package org.plumbline.engine.passport;

/** How a check of the machine ended. */
public enum Outcome {
    /** It computes what it should. */
    OK,
    /** It does not, or not safely, and nothing here uses it: the verdict's text says what is used instead. */
    ROUTED,
    /** It does not, and computations need it. */
    FAILED
}
