package org.plumbline.store;

import java.nio.charset.StandardCharsets;

/** The bytes of an NPZ file that is not written yet, exactly, for files of less than 65,535 arrays of less than 4 GB each. */
public final class NpzSize {
    /** Of a zip file's end record, and of the local and the central header of an entry without extra fields. */
    private static final int END = 22;
    private static final int HEADERS = 30 + 46;
    private static final int SUFFIX = ".npy".length();
    private long bytes = END;

    /**
     * Adds an array.
     *
     * @param name  as it stands in the file, without {@code .npy}
     * @param shape extents. Not modified.
     * @return this
     */
    public NpzSize with(String name, NpyFormat.Type type, int... shape) {
        bytes += HEADERS + 2L * (name.getBytes(StandardCharsets.UTF_8).length + SUFFIX) + NpyFormat.size(type, shape);
        return this;
    }

    public long bytes() {
        return bytes;
    }
}
