package org.plumbline.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** Decides which input and output operations of a {@link FaultFileSystem} fail, and counts them. */
final class FaultPlan {
    enum Operation {
        OPEN, READ, WRITE, FORCE, TRUNCATE, MOVE, DELETE, CREATE_FOLDER, LIST, LOCK
    }

    private Set<Operation> counted = EnumSet.complementOf(EnumSet.of(Operation.READ, Operation.LIST));
    private String reason = "injected fault";
    private long failAt = Long.MAX_VALUE;
    private long failUntil = Long.MAX_VALUE;
    private long count;
    private boolean failed;
    private boolean shortWrites;
    private long room = Long.MAX_VALUE;

    private Consumer<Path> forced = path -> { };

    /** @param listener hears of each file and folder that has been made durable */
    FaultPlan telling(Consumer<Path> listener) {
        forced = listener;
        return this;
    }

    void forced(Path path) {
        forced.accept(path);
    }

    /** Only these operations are counted and fail. */
    FaultPlan counting(Set<Operation> operations) {
        counted = operations;
        return this;
    }

    FaultPlan saying(String text) {
        reason = text;
        return this;
    }

    /** Writes write one byte at a time now and then half, as a system may; a failing one writes half before it fails. */
    FaultPlan withShortWrites() {
        shortWrites = true;
        return this;
    }

    /** The n-th operation from now on fails, and as many after it until there were {@code length} failures. */
    synchronized void fail(long n, long length) {
        count = 0;
        failAt = n;
        failUntil = length == Long.MAX_VALUE ? length : n + length;
    }

    /** Nothing fails any more. */
    synchronized void heal() {
        failAt = Long.MAX_VALUE;
    }

    /** @return whether an operation has failed */
    synchronized boolean wasReached() {
        return failed;
    }

    /** So many bytes can be written before there is "No space left on device". */
    synchronized void room(long bytes) {
        room = bytes;
    }

    synchronized long count() {
        return count;
    }

    synchronized long usable(long real) {
        return room == Long.MAX_VALUE ? real : room;
    }

    synchronized void on(Operation operation) throws IOException {
        if (counted.contains(operation)) {
            count++;
            if (count >= failAt && count < failUntil) {
                failed = true;
                throw new IOException(reason);
            }
        }
    }

    /** @return how many of the bytes are to be written now; at least one unless there are none */
    synchronized int accept(int bytes) throws IOException {
        if (bytes > room) {
            room = 0;
            throw new IOException("No space left on device");
        }
        room -= room == Long.MAX_VALUE ? 0 : bytes;
        return shortWrites && bytes > 1 ? bytes / 2 : bytes;
    }

    synchronized boolean isShort() {
        return shortWrites;
    }
}
