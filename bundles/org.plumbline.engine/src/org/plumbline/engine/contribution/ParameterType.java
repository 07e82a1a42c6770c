package org.plumbline.engine.contribution;

/** The types that a parameter of a contribution can have. */
public enum ParameterType {
    /** A whole number, 64 bit. */
    INTEGER,
    /** A finite double. */
    REAL,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** One of a fixed list of words. */
    CHOICE,
    /** Any text, for example the path of a file. */
    TEXT
}
