package org.plumbline.model.sweep;

/** What the values of a swept parameter are; the declaration of the parameter says which. */
public enum ValueKind {
    /** Whole numbers of at most 64 bits. */
    INTEGER,
    /** Finite double-precision numbers. */
    REAL,
    /** Anything else: choices, booleans, text. */
    TEXT
}
