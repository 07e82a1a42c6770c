package org.plumbline.exporters.tensorboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The frames of an event file: length (8 bytes), masked CRC-32C of the length, data, masked CRC-32C of the data; little-endian.
 * <p>Source: tensorflow/core/lib/io/record_writer.cc; mask(c) = rotate right by 15 of c + 0xa282ead8. Pinned by EventFileTest.</p>
 */
final class EventFile {
    private static final int HEAD = Long.BYTES + Integer.BYTES;
    private static final int MASK = 0xa282ead8;
    /** Bytes of an event that hold the wall time: its tag and a double. */
    private static final int WALL_TIME = 1 + Double.BYTES;

    private EventFile() {
    }

    /** @return the frames of some events, one after the other */
    static byte[] frames(List<byte[]> events) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] event : events) {
            ByteBuffer frame = ByteBuffer.allocate(HEAD + event.length + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            frame.putLong(event.length).putInt(masked(frame.array(), 0, Long.BYTES)).put(event)
                    .putInt(masked(event, 0, event.length));
            out.writeBytes(frame.array());
        }
        return out.toByteArray();
    }

    /**
     * How much of a file is what is to be in it.
     *
     * @param frames number of whole frames at the beginning that hold the first of the events, up to their wall time
     * @param bytes  length of these frames
     * @param torn   whether nothing or a part of one frame follows, as after a write that was cut off
     */
    record Written(int frames, int bytes, boolean torn) {
    }

    /** Compares a file with the events that it is to hold. */
    static Written written(byte[] file, List<byte[]> events) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int count = 0;
        int at = 0;
        for (byte[] event : events) {
            int next = at + HEAD + event.length + Integer.BYTES;
            if (next > file.length || in.getLong(at) != event.length || in.getInt(at + Long.BYTES) != masked(file, at, Long.BYTES)
                    || in.getInt(next - Integer.BYTES) != masked(file, at + HEAD, event.length)
                    || !Arrays.equals(file, at + HEAD + WALL_TIME, next - Integer.BYTES, event, WALL_TIME, event.length)) {
                break;
            }
            at = next;
            count++;
        }
        return new Written(count, at, !wholeFrame(in, at));
    }

    private static boolean wholeFrame(ByteBuffer in, int at) {
        int rest = in.limit() - at;
        if (rest < HEAD) {
            return false;
        }
        long length = in.getLong(at);
        return length >= 0 && length <= rest - HEAD - Integer.BYTES;
    }

    private static int masked(byte[] bytes, int from, int count) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, count);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    }
}
