package org.plumbline.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One trial of a run on disk; see {@link RunFolder}. */
public final class TrialFolder {
    private static final String STATUS = "status.json";
    private static final String PARAMETERS = "parameters.npz";
    private final Path path;

    TrialFolder(Path path) {
        this.path = path;
    }

    public String id() {
        return path.getFileName().toString();
    }

    /** @return the final status of the attempt that counts; empty if none has ended */
    public Optional<String> status() throws StoreException {
        Optional<Path> winner = winner();
        return winner.isPresent() ? Optional.of(RunFolder.read(winner.get().resolve(STATUS))) : Optional.empty();
    }

    /** @return the trained parameters of the attempt that counts; empty if it left none */
    public SortedMap<String, NpyFormat.Array> parameters() throws StoreException {
        Optional<Path> file = winner().map(attempt -> attempt.resolve(PARAMETERS)).filter(Files::exists);
        return file.isPresent() ? NpzFile.read(file.get()) : new TreeMap<>();
    }

    private Optional<Path> winner() throws StoreException {
        Path file = path.resolve("winner");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String name = RunFolder.read(file).strip();
        Path attempt = path.resolve("attempts").resolve(name).normalize();
        if (name.isEmpty() || !attempt.startsWith(path.resolve("attempts")) || !Files.isDirectory(attempt)) {
            throw new StoreException(file + " names no attempt: '" + name + "'");
        }
        return Optional.of(attempt);
    }

    /** Forgets which attempt counts, so that the trial can be attempted again; the attempts stay. */
    public void reopen() throws StoreException {
        try {
            Files.deleteIfExists(path.resolve("winner"));
        } catch (IOException e) {
            throw StoreException.of("reopen", path, e);
        }
    }

    /** @return a new attempt that nobody else writes to */
    public Attempt begin() throws StoreException {
        Path attempts = path.resolve("attempts");
        try {
            Files.createDirectories(attempts);
            for (int number = count(attempts) + 1;; number++) {
                Path attempt = attempts.resolve(String.format("%04d-%s-%d", number, host(), ProcessHandle.current().pid()));
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

    private static int count(Path attempts) throws IOException {
        try (Stream<Path> list = Files.list(attempts)) {
            return (int) list.count();
        } catch (NoSuchFileException e) {
            return 0;
        }
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

        private Attempt(Path folder) {
            this.folder = folder;
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
            try {
                Files.writeString(winner, folder.getFileName().toString(), StandardOpenOption.CREATE_NEW);
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
