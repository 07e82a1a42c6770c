package org.plumbline.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

import org.plumbline.store.FaultPlan.Operation;

/** A channel of a {@link FaultFileSystem}. */
final class FaultChannel extends FileChannel {
    private final FileChannel real;
    private final FaultPlan plan;
    private final Path path;

    /** @param path as it was when the channel was opened */
    FaultChannel(FileChannel real, FaultPlan plan, Path path) {
        this.real = real;
        this.path = path;
        this.plan = plan;
    }

    private interface Write {
        int of(ByteBuffer bytes) throws IOException;
    }

    private int write(ByteBuffer source, Write write) throws IOException {
        try {
            plan.on(Operation.WRITE);
        } catch (IOException e) {
            if (plan.isShort()) {
                write.of(source.duplicate().limit(source.position() + source.remaining() / 2));
            }
            throw e;
        }
        ByteBuffer part = source.duplicate();
        part.limit(source.position() + plan.accept(source.remaining()));
        int n = write.of(part);
        source.position(part.position());
        return n;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return write(source, real::write);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        return write(source, bytes -> real.write(bytes, position));
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        plan.on(Operation.READ);
        return real.read(target);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        plan.on(Operation.READ);
        return real.read(target, position);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        real.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        plan.on(Operation.TRUNCATE);
        real.truncate(size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        plan.on(Operation.FORCE);
        real.force(metaData);
        plan.forced(path);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        plan.on(Operation.READ);
        return real.map(mode, position, size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        plan.on(Operation.LOCK);
        return real.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        plan.on(Operation.LOCK);
        return real.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }
}
