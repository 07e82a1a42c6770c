package org.plumbline.store;

import java.nio.ByteBuffer;

/**
 * One frame of a {@link FrameLog}.
 *
 * @param type    0 to 65,535; what it means is the writer's matter
 * @param flags   0 to 65,535
 * @param step    of the trial
 * @param payload read-only, little-endian; valid until the consumer returns
 * @param offset  of the frame in the file
 */
public record Frame(int type, int flags, long step, ByteBuffer payload, long offset) {
    /** Bytes before the payload. */
    public static final int HEADER = 24;
    /** Largest payload. */
    public static final int MAX_PAYLOAD = 1 << 24;

    /** @return offset of what comes after it */
    public long end() {
        return offset + HEADER + payload.capacity();
    }
}
