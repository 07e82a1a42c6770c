package org.plumbline.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A file that one process writes at given positions. All or an exception: short writes are continued. An interrupt of the
 * writing thread does not close it, as it would a {@link FileChannel}: the channel is opened again and the interrupt kept.
 */
final class SolidFile {
    private static final Set<StandardOpenOption> WRITING = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    private static final int PIECE = 1 << 16;
    private final Path path;
    private final Set<StandardOpenOption> options;
    private FileChannel channel;
    private boolean closed;
    private volatile boolean forceFailed;

    private interface Action {
        void on(FileChannel channel) throws IOException;
    }

    private SolidFile(Path path, Set<StandardOpenOption> options) throws IOException {
        this.path = path;
        this.options = options;
        this.channel = open();
    }

    /** Opens the file for reading and writing; makes it, and its name durable, if it is not there. */
    static SolidFile open(Path path) throws IOException {
        boolean isNew = !Files.exists(path);
        SolidFile file = new SolidFile(path, WRITING);
        if (isNew) {
            try {
                AtomicFile.forceFolder(path.toAbsolutePath().getParent());
            } catch (IOException e) {
                file.close();
                throw e;
            }
        }
        return file;
    }

    /** The same, but leaves it to the caller to make the name durable. */
    static SolidFile openUnforced(Path path) throws IOException {
        return new SolidFile(path, WRITING);
    }

    /** A file that must be there and is not changed. */
    static SolidFile openReading(Path path) throws IOException {
        return new SolidFile(path, Set.of(StandardOpenOption.READ));
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(path, options);
    }

    Path path() {
        return path;
    }

    /** @param bytes from position to limit; position unchanged */
    void write(ByteBuffer bytes, long position) throws IOException {
        perform(c -> {
            ByteBuffer rest = bytes.duplicate();
            while (rest.hasRemaining()) {
                c.write(rest, position + rest.position() - bytes.position());
            }
        });
    }

    /** @return how many bytes were there, up to the limit of the buffer; filled from its position, which is moved */
    int read(ByteBuffer bytes, long position) throws IOException {
        int start = bytes.position();
        perform(c -> {
            bytes.position(start);
            readFully(c, bytes, position);
        });
        return bytes.position() - start;
    }

    static void readFully(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            int n = channel.read(bytes, at);
            if (n < 0) {
                return;
            }
            at += n;
        }
    }

    long size() throws IOException {
        long[] size = new long[1];
        perform(c -> size[0] = c.size());
        return size[0];
    }

    void truncate(long size) throws IOException {
        perform(c -> c.truncate(size));
    }

    /**
     * Makes the file durable. After a failure the system may take pages for clean that are not on the disk (as Linux does), and
     * only writing them again helps: that is done with the part that the caller has written since the last success.
     */
    void force(long from, long end) throws IOException {
        if (forceFailed) {
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            for (long at = from; at < end; at += PIECE) {
                read(piece.clear().limit((int) Math.min(PIECE, end - at)), at);
                write(piece.flip(), at);
            }
        }
        forceFailed = true;
        perform(c -> c.force(false));
        forceFailed = false;
    }

    void close() throws IOException {
        synchronized (this) {
            closed = true;
        }
        channel.close();
    }

    private void perform(Action action) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                FileChannel current = current();
                try {
                    action.on(current);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                } catch (ClosedChannelException e) {
                    if (isClosed()) {
                        throw e; // closed by close(), not by another thread's interrupt
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized FileChannel current() throws IOException {
        if (!channel.isOpen() && !closed) {
            channel = open();
        }
        return channel;
    }
}
