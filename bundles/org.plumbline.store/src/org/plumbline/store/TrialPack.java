package org.plumbline.store;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Many tiny trials in one {@link FrameLog}, which one worker appends to: a folder for each would cost more than the trial.
 * One frame of type 1 a trial, flags and step 0, its payload little-endian:
 *
 * <pre>
 * u16  length of the id;      the id in UTF-8
 * u32  length of the status;  the status, JSON in UTF-8
 * u16  number of arrays; for each, sorted by name:
 *      u16  length of the name;  the name in UTF-8
 *      u32  length of the array; the array as an NPY file
 * </pre>
 *
 * Of several records with one id the last counts.
 */
public final class TrialPack implements Closeable, Forceable {
    static final int TRIAL = 1;
    private final FrameLog log;

    private TrialPack(FrameLog log) {
        this.log = log;
    }

    /** Opens a pack to append to; makes it if it is not there. */
    public static TrialPack open(Path path) throws StoreException {
        return new TrialPack(FrameLog.open(path));
    }

    /**
     * Appends a trial. It is accepted when this returns: kept in memory until {@link #flush}.
     *
     * @param id     1 to 200 characters
     * @param status JSON text; kept as it is, not looked into
     * @param arrays not modified
     * @throws StoreException if it was not accepted, as one that needs more than 16 MiB, which is better kept in a folder
     */
    public void append(String id, String status, Map<String, NpyFormat.Array> arrays) throws StoreException {
        if (id.isEmpty() || id.length() > 200 || arrays.size() > 0xffff) {
            throw new IllegalArgumentException("no trial for a pack: id '" + id + "', " + arrays.size() + " arrays");
        }
        SortedMap<String, NpyFormat.Array> sorted = new TreeMap<>(arrays);
        byte[] idBytes = id.getBytes(StandardCharsets.UTF_8);
        byte[] statusBytes = status.getBytes(StandardCharsets.UTF_8);
        long length = Short.BYTES + idBytes.length + Integer.BYTES + (long) statusBytes.length + Short.BYTES;
        for (Map.Entry<String, NpyFormat.Array> entry : sorted.entrySet()) {
            length += Short.BYTES + 3L * entry.getKey().length() + Integer.BYTES + NpyFormat.size(entry.getValue());
        }
        if (length > Frame.MAX_PAYLOAD) {
            throw new StoreException("trial " + id + " has " + length + " bytes, a pack takes at most " + Frame.MAX_PAYLOAD);
        }
        ByteBuffer record = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        record.putShort((short) idBytes.length).put(idBytes).putInt(statusBytes.length).put(statusBytes);
        record.putShort((short) sorted.size());
        for (Map.Entry<String, NpyFormat.Array> entry : sorted.entrySet()) {
            byte[] name = entry.getKey().getBytes(StandardCharsets.UTF_8);
            if (name.length > 0xffff) {
                throw new IllegalArgumentException("the name of an array has " + name.length + " bytes");
            }
            ByteBuffer array = NpyFormat.encode(entry.getValue());
            record.putShort((short) name.length).put(name).putInt(array.remaining()).put(array);
        }
        log.append(TRIAL, 0, 0, record.flip());
    }

    /** Hands all accepted trials to the operating system: from now on a kill of this process does not lose them. */
    public void flush() throws StoreException {
        log.flush();
    }

    @Override
    public void force() throws StoreException {
        log.force();
    }

    @Override
    public boolean isOpen() {
        return log.isOpen();
    }

    /** Forces and closes. If that fails it is closed all the same. */
    @Override
    public void close() throws StoreException {
        log.close();
    }

    /** @return the trials that are there; none if there is no such file. Gives id and status of each record on the way. */
    static TrialPackIndex read(Path path, BiConsumer<String, String> records) throws StoreException {
        TrialPackIndex index = new TrialPackIndex(path);
        index.refresh(records);
        return index;
    }

    /** @return the trials that are there; none if there is no such file */
    public static TrialPackIndex read(Path path) throws StoreException {
        TrialPackIndex index = new TrialPackIndex(path);
        index.refresh();
        return index;
    }
}
