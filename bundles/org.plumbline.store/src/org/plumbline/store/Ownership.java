package org.plumbline.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write in a folder, which one process has at a time.
 *
 * <pre>
 * owner.lock    empty; its owner holds an exclusive lock on it, which the system lifts when the process ends, however it ends
 * owner         one line of JSON, {"beat": n, "host": ..., "pid": n, "start": ..., "since": ..., "token": ...}; see {@link Owner}.
 *               The beat, filled up to 18 places with blanks, is counted up in place once a second. Deleted when given back.
 * </pre>
 *
 * Where locks do not work (some network file systems) or may not reach over to another machine, the process number and start
 * decide on the same machine, and the beat on another: who has counted up between two looks is alive. Clocks are not compared.
 * Whoever finds another token in the file has lost the folder and must stop.
 */
public final class Ownership implements Closeable {
    private static final String LOCK = "owner.lock";
    private static final long BEAT_MILLIS = 1000;
    private static final Duration PATIENCE = Duration.ofMillis(3500);
    /** Closing any channel of a locked file lifts the lock of the whole process (POSIX), so a folder is looked up here first. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Path key;
    private final FileChannel lock;
    private final Owner owner;
    private final Thread heart;
    private volatile StoreException lost;
    private volatile boolean open = true;

    private Ownership(Path folder, Path key, FileChannel lock) throws IOException {
        this.folder = folder;
        this.key = key;
        this.lock = lock;
        this.owner = Owner.ofThisProcess(UUID.randomUUID().toString());
        AtomicFile.write(folder.resolve(Owner.FILE), owner.text());
        heart = new Thread(this::beat, "heartbeat of " + folder);
        heart.setDaemon(true);
    }

    /**
     * Takes a folder; makes it if it is not there.
     *
     * @throws OwnedException if another process works in it; names it
     * @throws StoreException if the folder cannot be written
     */
    public static Ownership take(Path folder) throws StoreException {
        Path key = null;
        FileChannel lock = null;
        try {
            Files.createDirectories(folder);
            key = folder.toRealPath();
            if (!OWN.add(key)) {
                key = null;
                throw OwnedException.of(folder, Owner.ofThisProcess(""));
            }
            lock = lock(folder);
            Optional<Owner> before = Owner.read(folder);
            if (lock == null ? isAlive(folder, before, PATIENCE)
                    : before.isPresent() && !before.get().isOnThisHost() && isAlive(folder, before, PATIENCE)) {
                throw OwnedException.of(folder, before.get());
            }
            Ownership ownership = new Ownership(folder, key, lock);
            if (lock == null) {
                ownership.settle();
            }
            ownership.heart.start();
            return ownership;
        } catch (IOException | RuntimeException e) {
            close(lock);
            if (key != null) {
                OWN.remove(key);
            }
            if (e instanceof IOException io) {
                throw StoreException.of("take", folder, io);
            }
            throw (RuntimeException) e;
        }
    }

    /** @return the locked channel, or null if the file system has no locks */
    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean refused;
        try {
            refused = channel.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            refused = true;
        } catch (IOException | UnsupportedOperationException e) {
            close(channel);
            return null;
        }
        if (refused) {
            close(channel);
            Optional<Owner> owner = Owner.read(folder);
            throw owner.isPresent() ? OwnedException.of(folder, owner.get())
                    : new OwnedException(folder + " is in use by another process, which has not yet said its name");
        }
        return channel;
    }

    /** Without locks two may come at the same moment: the one whose name stands there after a while is the owner. */
    private void settle() throws IOException {
        try {
            Thread.sleep(BEAT_MILLIS / 4);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        check();
    }

    /**
     * Who works in the folder now; takes no lock.
     * For an owner on another machine this waits until its beat has moved, at most some seconds.
     */
    public static Optional<Owner> holder(Path folder) throws StoreException {
        try {
            Optional<Owner> owner = Owner.read(folder);
            return isAlive(folder, owner, PATIENCE) ? owner : Optional.empty();
        } catch (IOException e) {
            throw StoreException.of("read the owner of", folder, e);
        }
    }

    /** @return whether somebody works in the folder now, or has not given it back; looks at nothing but the name of a file */
    public static boolean isNamed(Path folder) {
        return Files.exists(folder.resolve(Owner.FILE));
    }

    static boolean isAlive(Path folder, Optional<Owner> owner, Duration patience) throws IOException {
        if (owner.isEmpty() || owner.get().isOnThisHost() && !owner.get().hasProcessHere()) {
            return false;
        }
        if (owner.get().isOnThisHost() && owner.get().isSameStart()) {
            return true;
        }
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true; // not known: the careful answer
            }
            Optional<Owner> now = Owner.read(folder);
            if (now.isPresent() && (now.get().beat() != owner.get().beat() || !now.get().token().equals(owner.get().token()))) {
                return true;
            }
        }
        return false;
    }

    /** @return what stands in the file, but for the beat */
    public Owner owner() {
        return owner;
    }

    /**
     * To be called where something is about to be published, as before a checkpoint.
     *
     * @throws OwnedException if another process has taken the folder over; names it. This process must stop writing there
     */
    public void check() throws StoreException {
        if (lost == null) {
            try {
                Optional<Owner> now = Owner.read(folder);
                if (now.isPresent() && !now.get().token().equals(owner.token())) {
                    lost = OwnedException.of(folder, now.get());
                }
            } catch (IOException e) {
                throw StoreException.of("read the owner of", folder, e);
            }
        }
        if (lost != null) {
            throw lost;
        }
    }

    private void beat() {
        for (long beat = 1; open && lost == null; beat++) {
            try {
                Thread.sleep(BEAT_MILLIS);
                check();
                synchronized (this) {
                    if (open) {
                        write(beat);
                    }
                }
            } catch (InterruptedException | IOException e) {
                // closed, lost, or a moment's failure: the loop's condition or the next beat decides
            }
        }
    }

    private void write(long beat) throws IOException {
        try (FileChannel file = FileChannel.open(folder.resolve(Owner.FILE), StandardOpenOption.WRITE)) {
            file.write(StandardCharsets.US_ASCII.encode(Owner.beatDigits(beat)), Owner.BEAT);
        }
    }

    /** Gives the folder back. */
    @Override
    public void close() throws StoreException {
        synchronized (this) {
            if (!open) {
                return;
            }
            open = false;
        }
        heart.interrupt();
        try {
            check();
            Files.deleteIfExists(folder.resolve(Owner.FILE));
        } catch (OwnedException e) {
            // it is not ours to give back
        } catch (IOException e) {
            throw StoreException.of("give back", folder, e);
        } finally {
            close(lock);
            OWN.remove(key);
        }
    }

    private static void close(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // the lock goes with the process at the latest
        }
    }
}
