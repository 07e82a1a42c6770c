package org.plumbline.numerics.arrays;

/** The type of numbers that a computation is done in. */
public enum Precision {
    /** IEEE 754 binary32: 24 bits, relative rounding 6e-8. */
    FLOAT("float", Float.BYTES),
    /** IEEE 754 binary64: 53 bits, relative rounding 1.1e-16. */
    DOUBLE("double", Double.BYTES);

    private final String id;
    private final int bytes;

    Precision(String id, int bytes) {
        this.id = id;
        this.bytes = bytes;
    }

    /** Returns the word for files and messages. */
    public String id() {
        return id;
    }

    /** Returns the size of one number, bytes. */
    public int bytes() {
        return bytes;
    }

    /**
     * Returns the precision of a word.
     *
     * @throws IllegalArgumentException if there is none; the message names the word
     */
    public static Precision byId(String id) {
        for (Precision precision : values()) {
            if (precision.id.equals(id)) {
                return precision;
            }
        }
        throw new IllegalArgumentException("precision '" + id + "': expected float or double");
    }
}
