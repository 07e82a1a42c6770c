package org.plumbline.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/** Walks over the frames of a log from an offset on; believes no length before it is checked. */
final class FrameScanner {
    static final int MAGIC = 0x464c4250; // "PBLF" as it stands in the file
    private static final int WINDOW = 1 << 18;
    /** Bytes that are checked in the search for a good frame: a hostile file may pretend to have one at every fourth byte. */
    private static final long MAX_EFFORT = 1L << 30;
    private final FileChannel channel;
    private final long size;
    private ByteBuffer window = ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    private long start;

    /** Looks at what is in the file now; what is appended later is not seen. */
    FrameScanner(FileChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    /** @return where it stopped and why */
    FrameLog.Reading scan(long from, Consumer<Frame> consumer) throws IOException {
        if (from > size) {
            return new FrameLog.Reading(0, size, FrameLog.State.SHRUNK);
        }
        long at = from;
        while (at < size) {
            Frame frame = frame(at);
            if (frame == null) {
                return new FrameLog.Reading(at, size - at, isDamaged(at) ? FrameLog.State.DAMAGED : FrameLog.State.TORN);
            }
            consumer.accept(frame);
            at = frame.end();
        }
        return new FrameLog.Reading(at, 0, FrameLog.State.END);
    }

    /** @return the good frame at an offset, or null */
    Frame frame(long at) throws IOException {
        if (!fill(at, Frame.HEADER)) {
            return null;
        }
        int header = (int) (at - start);
        int length = window.getInt(header + 4);
        if (window.getInt(header) != MAGIC || length < 0 || length > Frame.MAX_PAYLOAD || !fill(at, Frame.HEADER + length)) {
            return null;
        }
        int position = (int) (at - start);
        if (crc(window, position, length) != window.getInt(position + 8)) {
            return null;
        }
        ByteBuffer payload = window.slice(position + Frame.HEADER, length).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        return new Frame(Short.toUnsignedInt(window.getShort(position + 12)), Short.toUnsignedInt(window.getShort(position + 14)),
                window.getLong(position + 16), payload, at);
    }

    /** CRC-32C of the length and of all that follows the checksum. */
    static int crc(ByteBuffer bytes, int position, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(position + 4, 4));
        crc.update(bytes.slice(position + 12, Frame.HEADER - 12 + length));
        return (int) crc.getValue();
    }

    /** Torn is what a longer file might complete; anything else is damage. */
    private boolean isDamaged(long at) throws IOException {
        if (!fill(at, Frame.HEADER)) {
            return false;
        }
        int header = (int) (at - start);
        int length = window.getInt(header + 4);
        return window.getInt(header) != MAGIC || length < 0 || length > Frame.MAX_PAYLOAD || at + Frame.HEADER + length <= size;
    }

    /** @return the offset of the next good frame at or after an offset that is not one, or -1 */
    long resume(long from) throws IOException {
        long effort = MAX_EFFORT;
        for (long at = from; effort > 0 && fill(at, Frame.HEADER); at++) {
            if (window.getInt((int) (at - start)) == MAGIC) {
                effort -= Math.clamp(window.getInt((int) (at - start) + 4), 0, Frame.MAX_PAYLOAD);
                if (frame(at) != null) {
                    return at;
                }
            }
        }
        return -1;
    }

    /** Brings bytes of the file into the window. */
    private boolean fill(long at, int length) throws IOException {
        if (at >= start && at + length <= start + window.limit()) {
            return true;
        }
        if (at + length > size) {
            return false;
        }
        if (window.capacity() < length) {
            window = ByteBuffer.allocate((int) Math.max(length, Math.min(WINDOW, size - at))).order(ByteOrder.LITTLE_ENDIAN);
        }
        window.clear();
        window.limit((int) Math.min(window.capacity(), size - at));
        SolidFile.readFully(channel, window, at);
        start = at;
        window.flip();
        return window.limit() >= length;
    }
}
