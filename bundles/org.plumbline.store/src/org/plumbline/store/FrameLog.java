package org.plumbline.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * An append-only log of frames, one after the other from the first byte of the file on, all little-endian:
 *
 * <pre>
 * u32  magic, the letters PBLF
 * u32  length of the payload, at most 16 MiB
 * u32  CRC-32C (Castagnoli) of the length and of all that follows this field
 * u16  type
 * u16  flags
 * u64  step
 *      payload
 * </pre>
 *
 * One process writes; any number read at the same time without a lock. A kill of the writer loses what was not flushed, a
 * power cut what was not forced; what is left is always a prefix of the frames.
 */
public final class FrameLog implements Closeable, Forceable {
    private static final int BUFFER = 1 << 16;
    private final SolidFile file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private final Object forcing = new Object();
    /** Where the buffer is to be written: the end of the last frame in the file. */
    private long written;
    private long forced;
    private boolean writeFailed;
    private volatile StoreException forceFailure;
    private boolean open = true;

    /** Why a reader stopped. */
    public enum State {
        /** At the end of the file. */
        END,
        /** In the middle of a frame: it is not there yet, or a kill cut it off. */
        TORN,
        /** Before bytes that are no frame and will not become one by waiting. */
        DAMAGED,
        /** The file is shorter than the offset: it is another one, or was truncated; read it from 0. */
        SHRUNK
    }

    /**
     * What a reader got.
     *
     * @param offset where to read on
     * @param rest   bytes after it that are no whole frame
     */
    public record Reading(long offset, long rest, State state) {
    }

    private FrameLog(SolidFile file, long end) {
        this.file = file;
        this.written = end; // and nothing forced: who wrote it before may have had no time to
    }

    /** Opens a log to append to; makes it if it is not there. Cuts off what a kill left behind the last good frame. */
    public static FrameLog open(Path path) throws StoreException {
        return open(path, frame -> {
        });
    }

    /**
     * The same; shows the frames that are there.
     * If good frames stand behind damage, all from the damage on is kept as {@code NAME.corrupt} before it is cut off.
     */
    public static FrameLog open(Path path, Consumer<Frame> present) throws StoreException {
        SolidFile file = null;
        try {
            file = SolidFile.open(path);
            Reading reading;
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                FrameScanner scanner = new FrameScanner(channel);
                reading = scanner.scan(0, present);
                if (reading.rest() > 0 && scanner.resume(reading.offset() + 1) >= 0) {
                    keepAside(channel, reading.offset(), path);
                }
            }
            if (reading.rest() > 0) {
                file.truncate(reading.offset());
            }
            return new FrameLog(file, reading.offset());
        } catch (IOException e) {
            close(file);
            throw StoreException.of("open", path, e);
        } catch (RuntimeException e) {
            close(file);
            throw e;
        }
    }

    /** A new log, even if something is there; its name is not yet durable. */
    static FrameLog create(Path path) throws IOException {
        SolidFile file = SolidFile.openUnforced(path);
        try {
            file.truncate(0);
        } catch (IOException e) {
            close(file);
            throw e;
        }
        return new FrameLog(file, 0);
    }

    private static void close(SolidFile file) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            // the first failure is the one to report
        }
    }

    private static void keepAside(FileChannel log, long from, Path path) throws IOException {
        AtomicFile.write(path.resolveSibling(path.getFileName() + ".corrupt"), copy -> {
            ByteBuffer piece = ByteBuffer.allocate(BUFFER);
            for (long at = from; log.read(piece.clear(), at) > 0; at += piece.limit()) {
                piece.flip();
                while (piece.hasRemaining()) {
                    copy.write(piece);
                }
            }
        });
    }

    /** Appends a frame; see {@link #append(int, int, long, ByteBuffer)}. */
    public void append(int type, int flags, long step, byte[] payload) throws StoreException {
        append(type, flags, step, ByteBuffer.wrap(payload));
    }

    /**
     * Appends a frame. It is accepted when this returns: kept in memory until it is in the file.
     *
     * @param type    0 to 65,535
     * @param flags   0 to 65,535
     * @param payload from position to limit, at most {@link Frame#MAX_PAYLOAD}. Not modified.
     * @throws DiskFullException if there is no space: the frame was not accepted, those before are kept; try again later
     * @throws StoreException    if the file cannot be written; the same. Also after a force failed, until one succeeds
     */
    public synchronized void append(int type, int flags, long step, ByteBuffer payload) throws StoreException {
        int length = payload.remaining();
        if (length > Frame.MAX_PAYLOAD || type >>> 16 != 0 || flags >>> 16 != 0) {
            throw new IllegalArgumentException("no frame: type " + type + ", flags " + flags + ", " + length + " bytes");
        }
        if (forceFailure != null) {
            throw forceFailure;
        }
        if (writeFailed || !open || Frame.HEADER + length > buffer.remaining()) {
            flush();
        }
        if (Frame.HEADER + length <= buffer.remaining()) {
            put(buffer, type, flags, step, payload);
        } else {
            write(frame(type, flags, step, payload));
        }
    }

    /** @return the bytes of a frame, as they stand in the file */
    static ByteBuffer frame(int type, int flags, long step, ByteBuffer payload) {
        ByteBuffer frame = ByteBuffer.allocate(Frame.HEADER + payload.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        put(frame, type, flags, step, payload);
        return frame.flip();
    }

    private static void put(ByteBuffer target, int type, int flags, long step, ByteBuffer payload) {
        int at = target.position();
        target.putInt(FrameScanner.MAGIC).putInt(payload.remaining()).putInt(0).putShort((short) type).putShort((short) flags)
                .putLong(step).put(payload.duplicate());
        target.putInt(at + 8, FrameScanner.crc(target, at, target.position() - at - Frame.HEADER));
    }

    /** Hands all accepted frames to the operating system: from now on a kill of this process does not lose them. */
    public synchronized void flush() throws StoreException {
        if (!open) {
            throw new StoreException("cannot append to " + file.path() + ": it is closed");
        }
        if (buffer.position() > 0) {
            write(buffer.duplicate().flip());
            buffer.clear();
        }
        writeFailed = false;
    }

    private void write(ByteBuffer frames) throws StoreException {
        try {
            for (int at = 0; at < frames.limit(); at += BUFFER) {
                int n = Math.min(BUFFER, frames.limit() - at);
                file.write(frames.slice(at, n), written + at);
            }
            written += frames.limit();
        } catch (IOException e) {
            try {
                file.truncate(written);
            } catch (IOException again) {
                e.addSuppressed(again); // the next write begins at the same offset, the next opening cuts off the rest
            }
            writeFailed = true;
            throw StoreException.of("append to", file.path(), e);
        }
    }

    @Override
    public void force() throws StoreException {
        synchronized (forcing) {
            long end;
            synchronized (this) {
                if (!open) {
                    return;
                }
                flush();
                end = written;
            }
            if (end == forced && forceFailure == null) {
                return;
            }
            try {
                file.force(forced, end);
                forced = end;
                forceFailure = null;
            } catch (IOException e) {
                forceFailure = StoreException.of("make durable", file.path(), e);
                throw forceFailure;
            }
        }
    }

    /** Forgets all frames from an offset on, which must be where a frame begins or the log ends. */
    synchronized void truncate(long offset) throws StoreException {
        flush();
        try {
            file.truncate(offset);
            written = Math.min(written, offset);
            forced = Math.min(forced, offset);
        } catch (IOException e) {
            throw StoreException.of("truncate", file.path(), e);
        }
    }

    /** @return where the next frame will begin */
    synchronized long end() {
        return written + buffer.position();
    }

    /** Closes it as it is. */
    synchronized void discard() {
        open = false;
        close(file);
    }

    @Override
    public synchronized boolean isOpen() {
        return open;
    }

    /** Forces and closes. If that fails it is closed all the same, and what was flushed is in the file. */
    @Override
    public void close() throws StoreException {
        try {
            force();
        } finally {
            synchronized (this) {
                open = false;
                close(file);
            }
        }
    }

    /**
     * Reads whole frames from an offset on, also while another process writes; takes no lock.
     *
     * @param from     0, or the offset of an earlier reading
     * @param consumer gets each frame in order
     */
    public static Reading read(Path path, long from, Consumer<Frame> consumer) throws StoreException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return new FrameScanner(channel).scan(from, consumer);
        } catch (IOException e) {
            throw StoreException.of("read", path, e);
        }
    }
}
