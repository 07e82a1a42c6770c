package org.plumbline.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One trial of a run on disk; see {@link RunFolder}. */
public final class TrialFolder {
    private static final String STATUS = "status.json";
    private static final String PARAMETERS = "parameters.npz";
    private static final String ATTEMPTS = "attempts";
    private static final String VERDICT = "verdict.json";
    private static final String OBSERVATIONS = "observations";
    private static final String CHECKPOINTS = "checkpoints";
    private final Path path;
    private final RunPacks packs;

    /** @param packs of its run, where it may be if it was short */
    TrialFolder(Path path, RunPacks packs) {
        this.path = path;
        this.packs = packs;
    }

    public String id() {
        return path.getFileName().toString();
    }

    /** @return the final status of the attempt that counts or of the pack, else the verdict on those that were lost; empty if there is none */
    public Optional<String> status() throws StoreException {
        Optional<Status> inFolder = statusInFolder();
        if (inFolder.isPresent() && !inFolder.get().verdict()) {
            return inFolder.map(Status::text);
        }
        Optional<TrialPackIndex.Trial> packed = packs.trial(id());
        return packed.isPresent() ? packed.map(TrialPackIndex.Trial::status) : inFolder.map(Status::text);
    }

    /**
     * What is said of the trial in its own folder.
     *
     * @param verdict whether it is on attempts that were lost: then what stands in a pack counts more
     */
    record Status(String text, boolean verdict) {
    }

    Optional<Status> statusInFolder() throws StoreException {
        Optional<Path> winner = winner();
        if (winner.isPresent()) {
            return Optional.of(new Status(RunFolder.read(winner.get().resolve(STATUS)), false));
        }
        Path verdict = path.resolve(VERDICT);
        return Files.exists(verdict) ? Optional.of(new Status(RunFolder.read(verdict), true)) : Optional.empty();
    }

    /** Writes what became of a trial whose process ended before the trial; does not count once an attempt has ended well. */
    public void writeVerdict(String statusJson) throws StoreException {
        try {
            AtomicFile.makeFolders(path);
        } catch (IOException e) {
            throw StoreException.of("make", path, e);
        }
        AtomicFile.write(path.resolve(VERDICT), statusJson);
    }

    /**
     * A state to go on from.
     *
     * @param checkpoint   the state
     * @param observations folder with what the analyses observed up to it, a folder for each; need not be there
     */
    public record Kept(Checkpoint checkpoint, Path observations) {
    }

    /** @return the newest state that any attempt has kept and that is sound; empty if there is none */
    public Optional<Kept> newest() throws StoreException {
        List<Path> all = attempts();
        for (int i = all.size() - 1; i >= 0; i--) {
            Optional<Checkpoint> newest = new Checkpoints(all.get(i).resolve(CHECKPOINTS)).latest();
            // A later attempt went on from what an earlier one had kept, so what it kept is at least as new.
            if (newest.isPresent()) {
                return Optional.of(new Kept(newest.get(), all.get(i).resolve(OBSERVATIONS)));
            }
        }
        return Optional.empty();
    }

    /**
     * Takes over what the same trial has left in another run, where it has ended: one cell, computed once.
     *
     * @param statusJson its status, in the words of this run
     * @return whether it counts here
     */
    public boolean adopt(TrialFolder other, String statusJson) throws StoreException {
        Optional<Path> from = other.winner();
        if (from.isEmpty()) {
            SortedMap<String, NpyFormat.Array> arrays = other.parameters();
            Attempt attempt = begin();
            if (!arrays.isEmpty()) {
                attempt.writeParameters(arrays);
            }
            return attempt.finish(statusJson);
        }
        Attempt attempt = begin();
        try (Stream<Path> files = Files.walk(from.get())) {
            for (Path file : files.filter(file -> Files.isRegularFile(file) && !file.endsWith(STATUS)).toList()) {
                Path copy = attempt.folder.resolve(from.get().relativize(file).toString());
                Files.createDirectories(copy.getParent());
                link(file, copy);
            }
        } catch (IOException e) {
            throw StoreException.of("copy", from.get(), e);
        }
        return attempt.finish(statusJson);
    }

    /** The files of an attempt that has ended are never written again, so that two runs can share them. */
    private static void link(Path file, Path copy) throws IOException {
        try {
            Files.createLink(copy, file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** @return whether it was ever begun in a folder of its own */
    public boolean hasAttempts() throws StoreException {
        return !attempts().isEmpty();
    }

    /** Deletes the checkpoints of all attempts: the trial has ended. */
    public void deleteCheckpoints() throws StoreException {
        for (Path attempt : attempts()) {
            Path folder = attempt.resolve(CHECKPOINTS);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.deleteIfExists(file);
                }
                Files.deleteIfExists(folder);
            } catch (NoSuchFileException e) {
                // it never kept any
            } catch (IOException e) {
                throw StoreException.of("delete the checkpoints in", folder, e);
            }
        }
    }

    /** @return the folders of all attempts, the first begun first */
    private List<Path> attempts() throws StoreException {
        try (Stream<Path> list = Files.list(path.resolve(ATTEMPTS))) {
            return list.sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw StoreException.of("list", path.resolve(ATTEMPTS), e);
        }
    }

    /** @return the trained parameters of the attempt that counts, or of the pack; empty if it left none */
    public SortedMap<String, NpyFormat.Array> parameters() throws StoreException {
        Optional<Path> winner = winner();
        if (winner.isEmpty()) {
            return packs.trial(id()).map(TrialPackIndex.Trial::arrays).orElseGet(TreeMap::new);
        }
        Path file = winner.get().resolve(PARAMETERS);
        return Files.exists(file) ? NpzFile.read(file) : new TreeMap<>();
    }

    /** @return where what an analysis observed lies, of the attempt that counts, else of the newest; need not be there */
    public Path observations(String analysis) throws StoreException {
        List<Path> all = attempts();
        Path attempt = winner().orElse(all.isEmpty() ? path : all.get(all.size() - 1));
        return attempt.resolve(OBSERVATIONS).resolve(analysis);
    }

    private Optional<Path> winner() throws StoreException {
        Path file = path.resolve("winner");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String name = RunFolder.read(file).strip();
        if (name.isEmpty()) {
            // Its writer was killed between making and filling it: nobody has won.
            return Optional.empty();
        }
        Path attempt = path.resolve(ATTEMPTS).resolve(name).normalize();
        if (!attempt.startsWith(path.resolve(ATTEMPTS)) || !Files.isDirectory(attempt)) {
            throw new StoreException(file + " names no attempt: '" + name + "'");
        }
        return Optional.of(attempt);
    }

    /** Forgets which attempt counts, so that the trial can be attempted again; the attempts stay. */
    public void reopen() throws StoreException {
        try {
            Files.deleteIfExists(path.resolve("winner"));
            Files.deleteIfExists(path.resolve(VERDICT));
        } catch (IOException e) {
            throw StoreException.of("reopen", path, e);
        }
    }

    /** @return a new attempt that nobody else writes to */
    public Attempt begin() throws StoreException {
        Path attempts = path.resolve(ATTEMPTS);
        try {
            AtomicFile.makeFolders(attempts);
            for (int number = attempts().size() + 1;; number++) {
                Path attempt = attempts.resolve(attemptName(number));
                try {
                    Files.createDirectory(attempt);
                    AtomicFile.forceFolder(attempts);
                    return new Attempt(attempt);
                } catch (FileAlreadyExistsException e) {
                    // another attempt took the number: take the next
                }
            }
        } catch (IOException e) {
            throw StoreException.of("begin an attempt in", attempts, e);
        }
    }

    /** @return the name of what this process does at the n-th time, e.g. {@code 0001-host-4711} */
    static String attemptName(int number) {
        return String.format("%04d-%s-%d", number, host(), ProcessHandle.current().pid());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.]", "_");
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** An attempt at the trial, by this process. */
    public final class Attempt {
        private final Path folder;
        private final Checkpoints checkpoints;

        private Attempt(Path folder) {
            this.folder = folder;
            checkpoints = new Checkpoints(folder.resolve(CHECKPOINTS));
        }

        /** @return the states that this attempt keeps */
        public Checkpoints checkpoints() {
            return checkpoints;
        }

        /** @throws StoreException if another process has begun a later attempt: then this one has to stop */
        public void requireNewest() throws StoreException {
            List<Path> all = attempts();
            Path newest = all.isEmpty() ? folder : all.get(all.size() - 1);
            if (!newest.equals(folder)) {
                throw new StoreException("trial " + id() + " is worked on by another process: attempt " + newest.getFileName()
                        + " came after " + folder.getFileName());
            }
        }

        /** @return folder for what the analyses observe, a folder for each */
        public Path observations() {
            return folder.resolve(OBSERVATIONS);
        }

        public void writeParameters(SortedMap<String, NpyFormat.Array> arrays) throws StoreException {
            NpzFile.write(folder.resolve(PARAMETERS), arrays);
        }

        /**
         * Writes the final state and makes this attempt the one that counts, unless another was first.
         *
         * @return whether this attempt counts
         */
        public boolean finish(String statusJson) throws StoreException {
            AtomicFile.write(folder.resolve(STATUS), statusJson);
            Path winner = path.resolve("winner");
            try (FileChannel channel = FileChannel.open(winner, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer name = StandardCharsets.UTF_8.encode(folder.getFileName().toString());
                while (name.hasRemaining()) {
                    channel.write(name);
                }
                // An empty winner is none, so what stands in it is to be durable before its name is.
                channel.force(true);
                AtomicFile.forceFolder(path);
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            } catch (IOException e) {
                throw StoreException.of("write", winner, e);
            }
        }
    }
}
