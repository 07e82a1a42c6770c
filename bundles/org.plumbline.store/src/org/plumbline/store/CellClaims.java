package org.plumbline.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which of several runs in one folder computes a cell: each once, however many ask for it at the same time.
 *
 * <pre>
 * .claims/abcd....n     beside the runs; made exclusively by whoever computes the cell, and deleted when that has ended in whatever way.
 *                       Holds the token of the process that runs the run, and the name of its folder; see {@link Ownership}.
 *                       n is 1; whoever takes over from a process that is gone makes the next. The greatest counts.
 * </pre>
 *
 * Nothing here is truth: at worst a cell is computed twice, with the same numbers. Where the folder cannot be written, every claim
 * succeeds.
 */
public final class CellClaims implements Closeable {
    static final String FOLDER = ".claims";
    /** How long an answer to whether a process lives is good, ns. */
    private static final long KNOWN = 1_000_000_000L;
    private static final int TRIES = 100;

    private final Path run;
    private final Path claims;
    private final String token;
    private final Map<String, Integer> held = new ConcurrentHashMap<>();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> alive = new HashMap<>();
    private volatile boolean broken;

    /**
     * Who computes a cell.
     *
     * @param run empty if its writer has not yet said its name; then the token is one of the claim itself
     */
    private record Claim(int number, String token, String run) {
        boolean isBlank() {
            return run.isEmpty();
        }
    }

    /** @param owned of the run's folder, as long as there are claims */
    public CellClaims(Path run, Ownership owned) {
        this.run = run.toAbsolutePath().normalize();
        this.claims = this.run.resolveSibling(FOLDER);
        this.token = owned.owner().token();
    }

    /**
     * @param id of the cell
     * @return whether this run is to compute it: then others do not until it is released. False if another has claimed it, unless
     *         {@link #isFree} has found that one gone
     */
    public boolean take(String id) {
        if (broken || held.containsKey(id)) {
            return true;
        }
        try {
            for (int tries = 0; tries < TRIES; tries++) {
                Optional<Claim> last = last(id);
                if (last.isPresent() && !gone.contains(last.get().token) && !isOfEarlierProcess(last.get())) {
                    return false;
                }
                if (make(id, last.map(Claim::number).orElse(0) + 1)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            broken = true;
            return true;
        }
    }

    /** This process has the run now, so that an earlier one of the same run does not have it any more. */
    private boolean isOfEarlierProcess(Claim claim) {
        return claim.run.equals(run.getFileName().toString()) && !claim.token.equals(token);
    }

    private boolean make(String id, int number) throws IOException {
        try {
            Files.writeString(claims.resolve(id + "." + number), token + " " + run.getFileName() + "\n", StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
            held.put(id, number);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (NoSuchFileException e) {
            // nobody else is here, or the last of them has just gone
            Files.createDirectories(claims);
            return false;
        }
    }

    private Optional<Claim> last(String id) throws IOException {
        Claim last = null;
        for (int number = 1;; number++) {
            try {
                String[] words = Files.readString(claims.resolve(id + "." + number)).strip().split(" ", 2);
                last = words.length < 2 ? new Claim(number, id + "." + number, "") : new Claim(number, words[0], words[1]);
            } catch (NoSuchFileException e) {
                return Optional.ofNullable(last);
            }
        }
    }

    /** The cell has ended in some way, or waits: others may take it. */
    public void release(String id) {
        Integer number = held.remove(id);
        if (number != null) {
            for (int n = 1; n <= number; n++) {
                AtomicFile.deleteQuietly(claims.resolve(id + "." + n));
            }
        }
    }

    /**
     * @return whether nobody computes the cell: nobody has claimed it, or whoever has is gone. For a process on another machine this
     *         may take some seconds
     */
    public boolean isFree(String id) throws StoreException {
        try {
            Optional<Claim> last = last(id);
            return last.isEmpty() || last.get().token.equals(token) || !isAlive(last.get());
        } catch (IOException e) {
            throw StoreException.of("read the claims in", claims, e);
        }
    }

    /** @return the run that has claimed the cell, be it alive or not; empty if none has */
    public Optional<Path> holder(String id) throws StoreException {
        try {
            return last(id).filter(claim -> !claim.isBlank()).map(claim -> run.resolveSibling(claim.run));
        } catch (IOException e) {
            throw StoreException.of("read the claims in", claims, e);
        }
    }

    private synchronized boolean isAlive(Claim claim) throws StoreException {
        Long since = alive.get(claim.token);
        if (since != null && System.nanoTime() - since < KNOWN) {
            return true;
        }
        if (since != null && claim.isBlank()) {
            // It was blank a second ago: its writer was killed in between.
            gone.add(claim.token);
            return false;
        }
        Optional<Owner> owner = claim.isBlank() ? Optional.empty() : Ownership.holder(run.resolveSibling(claim.run));
        if (claim.isBlank() || owner.isPresent() && owner.get().token().equals(claim.token)) {
            alive.put(claim.token, System.nanoTime());
            return true;
        }
        gone.add(claim.token);
        return false;
    }

    /** Releases all claims. */
    @Override
    public void close() {
        Set.copyOf(held.keySet()).forEach(this::release);
        try {
            Files.deleteIfExists(claims);
        } catch (DirectoryNotEmptyException e) {
            // others are still here, or somebody was killed; the next one looks again
        } catch (IOException e) {
            // a left-over that the next one uses
        }
    }
}
