package org.plumbline.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A stream over a part of a channel; closing it leaves the channel open. */
final class ChannelInput extends InputStream {
    private final FileChannel channel;
    private final long end;
    private long at;

    ChannelInput(FileChannel channel, long start, long end) {
        this.channel = channel;
        this.at = start;
        this.end = end;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int most = (int) Math.min(length, end - at);
        int n = most <= 0 ? -1 : channel.read(ByteBuffer.wrap(bytes, offset, most), at);
        at += Math.max(0, n);
        return n;
    }
}
