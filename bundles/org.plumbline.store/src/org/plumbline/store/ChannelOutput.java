package org.plumbline.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A stream into a channel through one small buffer that counts the bytes and takes their SHA-256 on the way. */
final class ChannelOutput extends OutputStream {
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private final MessageDigest digest = sha256();
    private long count;

    ChannelOutput(FileChannel channel) {
        this.channel = channel;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }

    @Override
    public void write(int b) throws IOException {
        if (!buffer.hasRemaining()) {
            flush();
        }
        buffer.put((byte) b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int at = offset, n; at < offset + length; at += n) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            n = Math.min(buffer.remaining(), offset + length - at);
            buffer.put(bytes, at, n);
        }
    }

    @Override
    public void flush() throws IOException {
        buffer.flip();
        digest.update(buffer.array(), 0, buffer.limit());
        count += buffer.limit();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /** @return bytes written so far */
    long count() {
        return count;
    }

    /** @return SHA-256 of all bytes; may be asked for once */
    byte[] digest() {
        return digest.digest();
    }
}
