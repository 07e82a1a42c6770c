package org.plumbline.store;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Cuts what is written into pieces and counts it. */
final class NpyPieces extends OutputStream {
    private final NpyFormat.Sink sink;
    private final ByteBuffer piece = ByteBuffer.allocate(NpyFormat.PIECE);
    private long count;

    NpyPieces(NpyFormat.Sink sink) {
        this.sink = sink;
    }

    long count() {
        return count;
    }

    void all(CheckpointState state) throws IOException {
        state.write(new DataOutputStream(this));
        flush();
    }

    @Override
    public void write(int value) throws IOException {
        if (!piece.hasRemaining()) {
            flush();
        }
        piece.put((byte) value);
        count++;
    }

    @Override
    public void write(byte[] from, int at, int length) throws IOException {
        for (int done = 0, n; done < length; done += n) {
            if (!piece.hasRemaining()) {
                flush();
            }
            n = Math.min(piece.remaining(), length - done);
            piece.put(from, at + done, n);
        }
        count += length;
    }

    @Override
    public void flush() throws IOException {
        sink.put(piece.flip());
        piece.clear();
    }
}
