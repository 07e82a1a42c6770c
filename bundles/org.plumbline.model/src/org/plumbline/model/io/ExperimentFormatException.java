package org.plumbline.model.io;

import java.io.IOException;

/**
 * An experiment file that cannot be read or written, told in one line: the file, the place in it, and what was found.
 */
public final class ExperimentFormatException extends IOException {

    private static final long serialVersionUID = 1L;
    /** Longest message; what a file holds could be any length. In characters. */
    private static final int LONGEST_MESSAGE = 400;

    private final int line;

    /**
     * A fault without a known line.
     *
     * @param file name of the file as the user knows it
     * @param what the element and what was found there
     */
    public ExperimentFormatException(String file, String what) {
        this(file, 0, what);
    }

    /**
     * A fault at a line.
     *
     * @param file name of the file as the user knows it
     * @param line line number from 1; 0 or less where it is not known
     * @param what the element and what was found there
     */
    public ExperimentFormatException(String file, int line, String what) {
        super(oneLine(line > 0 ? file + ", line " + line + ": " + what : file + ": " + what));
        this.line = Math.max(line, 0);
    }

    /**
     * The line of the fault.
     *
     * @return line number from 1, or 0 where it is not known
     */
    public int line() {
        return line;
    }

    /** What a file holds ends up in messages: it must not be able to start a new line or to fill the screen. */
    private static String oneLine(String text) {
        String flat = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return flat.length() <= LONGEST_MESSAGE ? flat : flat.substring(0, LONGEST_MESSAGE) + " ...";
    }
}
