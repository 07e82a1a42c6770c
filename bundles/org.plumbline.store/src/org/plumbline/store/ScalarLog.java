package org.plumbline.store;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers of named quantities at steps, in a {@link FrameLog} with three types of frames, all little-endian:
 *
 * <pre>
 * type 1   a quantity:  u32 number, counted from 0 in the order of the frames; its name in UTF-8
 * type 2   points:      as often as the length gives: u32 number of the quantity, i64 step, f64 value
 * type 3   a rewind:    no payload; all points before it in the file whose step is larger than that of the frame are forgotten
 * </pre>
 *
 * Nothing is ever taken out of the file, so a reader that follows it sees a rewind as what it is.
 */
public final class ScalarLog implements Closeable, Forceable {
    static final int QUANTITY = 1;
    static final int POINTS = 2;
    static final int REWIND = 3;
    static final int POINT_BYTES = Integer.BYTES + Long.BYTES + Double.BYTES;
    static final int MAX_NAME = 1000;
    private static final int BATCH = 1600;
    private final FrameLog log;
    private final Map<String, Integer> quantities;
    private final ByteBuffer batch = ByteBuffer.allocate(BATCH * POINT_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private ScalarLog(FrameLog log, Map<String, Integer> quantities) {
        this.log = log;
        this.quantities = quantities;
    }

    /** Opens a log to append to; makes it if it is not there. */
    public static ScalarLog open(Path path) throws StoreException {
        Map<String, Integer> quantities = new HashMap<>();
        return new ScalarLog(FrameLog.open(path, frame -> {
            if (frame.type() == QUANTITY) {
                quantities.put(name(frame), number(frame));
            }
        }), quantities);
    }

    static int number(Frame frame) {
        return frame.payload().capacity() < Integer.BYTES ? -1 : frame.payload().getInt(0);
    }

    static String name(Frame frame) {
        ByteBuffer name = frame.payload().duplicate().position(Math.min(Integer.BYTES, frame.payload().capacity()));
        return StandardCharsets.UTF_8.decode(name).toString();
    }

    /**
     * @param name of a quantity, 1 to 1000 characters
     * @return its number in this log; the same each time
     */
    public synchronized int quantity(String name) throws StoreException {
        Integer known = quantities.get(name);
        if (known != null) {
            return known;
        }
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("expected a name of 1 to " + MAX_NAME + " characters, got " + name.length());
        }
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        int number = quantities.size();
        log.append(QUANTITY, 0, 0, ByteBuffer.allocate(Integer.BYTES + text.length).order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number).put(text).flip());
        quantities.put(name, number);
        return number;
    }

    /**
     * Appends a point. It is accepted when this returns: kept in memory until {@link #flush}.
     *
     * @param quantity a number that {@link #quantity} gave
     * @throws StoreException if it was not accepted; what was before is kept, try again later
     */
    public synchronized void append(int quantity, long step, double value) throws StoreException {
        if (quantity < 0 || quantity >= quantities.size()) {
            throw new IllegalArgumentException("no quantity has number " + quantity);
        }
        if (!batch.hasRemaining() || !log.isOpen()) {
            endBatch();
        }
        batch.putInt(quantity).putLong(step).putDouble(value);
    }

    private void endBatch() throws StoreException {
        if (batch.position() > 0 || !log.isOpen()) {
            long step = batch.position() > 0 ? batch.getLong(batch.position() - POINT_BYTES + Integer.BYTES) : 0;
            log.append(POINTS, 0, step, batch.duplicate().flip());
            batch.clear();
        }
    }

    /** Forgets all points after a step, as a trial does that goes on from an earlier checkpoint. */
    public synchronized void truncateAfter(long step) throws StoreException {
        endBatch();
        log.append(REWIND, 0, step, new byte[0]);
    }

    /** Hands all accepted points to the operating system: from now on a kill of this process does not lose them. */
    public synchronized void flush() throws StoreException {
        endBatch();
        log.flush();
    }

    @Override
    public void force() throws StoreException {
        if (isOpen()) {
            synchronized (this) {
                endBatch();
            }
            log.force();
        }
    }

    @Override
    public boolean isOpen() {
        return log.isOpen();
    }

    /** Forces and closes. If that fails it is closed all the same. */
    @Override
    public void close() throws StoreException {
        try {
            force();
        } finally {
            log.close();
        }
    }

    /** @return all that is there; empty if there is no such file */
    public static ScalarColumns read(Path path) throws StoreException {
        ScalarColumns columns = new ScalarColumns(path);
        columns.refresh();
        return columns;
    }
}
