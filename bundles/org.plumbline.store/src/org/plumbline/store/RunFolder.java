package org.plumbline.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A run on disk.
 *
 * <pre>
 * run.json                    plan, identity and provenance; written before the first step
 * experiment.experiment       the experiment as it was
 * goal.json                   until when seeds are added, if not all trials of the plan are to be run
 * trials/ab/abcd.../          one folder a trial, named by its identity
 *   attempts/0001-host-pid/   one folder an attempt, made exclusively; nobody else writes into it
 *     status.json             final state and what was measured; the last file written
 *     parameters.npz          trained parameters
 *     checkpoints/            states to go on from, the last two; see {@link Checkpoints}
 *   winner                    name of the attempt that counts; made exclusively
 * packs/                      short trials of large runs, many in a file; see {@link TrialPack}
 * requests/                   what somebody wants of the run, one empty file each; see {@link #requests()}
 *   verdict.json              what became of it if its process was lost, as in status.json
 * results.json                what the analyses say
 * owner, owner.lock           which process runs it; see {@link Ownership}
 * </pre>
 *
 * Files are the only truth; a run can be copied and read elsewhere. Readers take no lock.
 */
public final class RunFolder {
    static final String TRIALS = "trials";
    private static final String RUN = "run.json";
    private static final String GOAL = "goal.json";
    private static final String REQUESTS = "requests";
    private final Path path;
    private final RunPacks packs;

    private RunFolder(Path path) {
        this.path = path;
        packs = new RunPacks(path.resolve(RunPacks.FOLDER));
    }

    /**
     * Opens a folder for a run, and makes it if it is not there.
     *
     * @throws StoreException if it cannot be made or written, or holds something else than a run
     */
    public static RunFolder forWriting(Path path) throws StoreException {
        try {
            if (Files.exists(path) && !Files.isDirectory(path)) {
                throw new StoreException("cannot write a run to " + path + ": it is a file");
            }
            if (Files.isDirectory(path) && !Files.exists(path.resolve(RUN))) {
                try (Stream<Path> content = Files.list(path)) {
                    if (content.findAny().isPresent()) {
                        throw new StoreException("cannot write a run to " + path
                                + ": the folder is not empty and holds no run");
                    }
                }
            }
            AtomicFile.makeFolders(path);
            Path probe = Files.createTempFile(path, "probe", ".part");
            Files.delete(probe);
            return new RunFolder(path);
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            throw StoreException.of("write a run to", path, e);
        }
    }

    /** @throws StoreException if there is no run in the folder */
    public static RunFolder forReading(Path path) throws StoreException {
        if (!Files.isRegularFile(path.resolve(RUN))) {
            throw new StoreException("no run in " + path + (Files.isDirectory(path) ? ": it has no " + RUN : ": no such folder"));
        }
        return new RunFolder(path);
    }

    /** A folder in which there may be a run, or will be; looks at nothing and makes nothing. */
    public static RunFolder at(Path path) {
        return new RunFolder(path);
    }

    public Path path() {
        return path;
    }

    public boolean hasRun() {
        return Files.isRegularFile(path.resolve(RUN));
    }

    public void writeRun(String json) throws StoreException {
        AtomicFile.write(path.resolve(RUN), json);
    }

    public String readRun() throws StoreException {
        return read(path.resolve(RUN));
    }

    public void writeExperiment(String text) throws StoreException {
        AtomicFile.write(path.resolve("experiment.experiment"), text);
    }

    /** Writes until when seeds are added, which is said before the first step. */
    public void writeGoal(String json) throws StoreException {
        AtomicFile.write(path.resolve(GOAL), json);
    }

    /** @return until when seeds are added, or empty if all trials of the plan are run */
    public Optional<String> readGoal() throws StoreException {
        Path file = path.resolve(GOAL);
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    /** @return the experiment as it was */
    public String readExperiment() throws StoreException {
        return read(path.resolve("experiment.experiment"));
    }

    public void writeResults(String json) throws StoreException {
        AtomicFile.write(path.resolve("results.json"), json);
    }

    /** @return the results as last written, or empty if none were */
    public Optional<String> readResults() throws StoreException {
        Path file = path.resolve("results.json");
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    /** @return names of what is wanted of the run, sorted, e.g. {@code pause} or {@code cancel-0123abcd...} */
    public List<String> requests() throws StoreException {
        Path requests = path.resolve(REQUESTS);
        try (Stream<Path> files = Files.list(requests)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw StoreException.of("list", requests, e);
        }
    }

    /** Wants something of the run; whoever runs it sees it within a second. */
    public void request(String name) throws StoreException {
        try {
            Files.createDirectories(path.resolve(REQUESTS));
            Files.write(path.resolve(REQUESTS).resolve(name), new byte[0]);
        } catch (IOException e) {
            throw StoreException.of("write to", path.resolve(REQUESTS), e);
        }
    }

    /** Takes a request back; nothing if there is none. */
    public void withdraw(String name) throws StoreException {
        try {
            Files.deleteIfExists(path.resolve(REQUESTS).resolve(name));
        } catch (IOException e) {
            throw StoreException.of("delete from", path.resolve(REQUESTS), e);
        }
    }

    /** @return the other runs in the folder that this one is in, sorted by name */
    public List<RunFolder> siblings() throws StoreException {
        Path parent = path.toAbsolutePath().normalize().getParent();
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.filter(folder -> !folder.equals(path.toAbsolutePath().normalize()))
                    .filter(folder -> Files.isRegularFile(folder.resolve(RUN))).sorted().map(RunFolder::new).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw StoreException.of("list", parent, e);
        }
    }

    /** @return a new pack for short trials, which nobody else writes to */
    public TrialPack beginPack() throws StoreException {
        return packs.begin();
    }

    /** Reads what was appended to packs since the last time; {@link #trial} knows of packed trials only then. */
    public void refresh() throws StoreException {
        packs.refresh((id, status) -> { });
    }

    /** @param id identity of the trial, at least three letters or digits */
    public TrialFolder trial(String id) throws StoreException {
        if (!id.matches("[0-9a-z]{3,64}")) {
            throw new StoreException("not the id of a trial: '" + id + "'");
        }
        return new TrialFolder(path.resolve(TRIALS).resolve(id.substring(0, 2)).resolve(id), packs);
    }

    /**
     * The statuses of all trials that have one, by one pass over the packs and one over the folders.
     *
     * @return trial to status, sorted by trial
     */
    public SortedMap<String, String> statuses() throws StoreException {
        TreeMap<String, String> statuses = new TreeMap<>();
        new RunPacks(path.resolve(RunPacks.FOLDER)).refresh(statuses::put);
        for (TrialFolder trial : folders().values()) {
            trial.statusInFolder().ifPresent(status -> {
                if (!status.verdict() || !statuses.containsKey(trial.id())) {
                    statuses.put(trial.id(), status.text());
                }
            });
        }
        return statuses;
    }

    /** @return all trials that were ever started here, sorted by id */
    public List<TrialFolder> trials() throws StoreException {
        refresh();
        TreeMap<String, TrialFolder> found = new TreeMap<>();
        for (String id : packs.ids()) {
            found.put(id, trial(id));
        }
        found.putAll(folders());
        return List.copyOf(found.values());
    }

    private SortedMap<String, TrialFolder> folders() throws StoreException {
        TreeMap<String, TrialFolder> found = new TreeMap<>();
        Path trials = path.resolve(TRIALS);
        try (Stream<Path> groups = Files.list(trials)) {
            for (Path group : groups.sorted().toList()) {
                try (Stream<Path> folders = Files.list(group)) {
                    folders.forEach(folder -> found.put(folder.getFileName().toString(), new TrialFolder(folder, packs)));
                }
            }
        } catch (NoSuchFileException e) {
            // all of them are in packs, or there are none
        } catch (IOException e) {
            throw StoreException.of("list", trials, e);
        }
        return found;
    }

    static String read(Path file) throws StoreException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw StoreException.of("read", file, e);
        }
    }
}
