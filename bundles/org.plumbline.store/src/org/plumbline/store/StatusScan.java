package org.plumbline.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads those statuses of a run's trials that may have changed since the last time: what an index needs. Takes no lock. */
public final class StatusScan {
    private static final String VERDICT = "0";
    private static final String PACK = "1/";
    private static final String ATTEMPT = "2";
    /** A folder that was changed less than this ago may change again within the same tick of its file system's clock, ms. */
    private static final long FRESH = 2000;
    private static final long NOT_SURE = 0;

    private final RunFolder run;
    private final Seen before;
    private final Consumer<Found> consumer;
    private final Map<String, Long> packs = new HashMap<>();
    private final Map<String, Long> folders = new HashMap<>();

    /**
     * How far a run has been read.
     *
     * @param packs   pack to the offset up to which it was read
     * @param folders trial to a stamp of its folder, for those that have a status there
     */
    public record Seen(Map<String, Long> packs, Map<String, Long> folders) {
        /** Nothing has been read. */
        public static final Seen NOTHING = new Seen(Map.of(), Map.of());
    }

    /**
     * A status.
     *
     * @param trial  its id
     * @param source where it stands; of two of one trial that with the greater source counts, of two with the same source the later
     * @param status JSON text
     */
    public record Found(String trial, String source, String status) {
    }

    private StatusScan(RunFolder run, Seen before, Consumer<Found> consumer) {
        this.run = run;
        this.before = before;
        this.consumer = consumer;
    }

    /**
     * @param consumer gets each status that is new or may be; others again only if their folders have just been changed
     * @return how far it has been read now; empty if something that was seen before is not there any more, as when a trial is tried
     *         again: then all has to be read anew
     * @throws StoreException if a file cannot be read; names it
     */
    public static Optional<Seen> read(RunFolder run, Seen before, Consumer<Found> consumer) throws StoreException {
        StatusScan scan = new StatusScan(run, before, consumer);
        return scan.readPacks() && scan.readFolders() ? Optional.of(new Seen(scan.packs, scan.folders)) : Optional.empty();
    }

    private boolean readPacks() throws StoreException {
        for (Path file : new RunPacks(run.path().resolve(RunPacks.FOLDER)).files()) {
            String name = file.getFileName().toString();
            long from = before.packs().getOrDefault(name, 0L);
            TrialPackIndex index = new TrialPackIndex(file, from);
            index.refresh((trial, status) -> consumer.accept(new Found(trial, PACK + name, status)));
            if (index.offset() < from) {
                return false;
            }
            packs.put(name, index.offset());
        }
        return packs.keySet().containsAll(before.packs().keySet());
    }

    private boolean readFolders() throws StoreException {
        Set<String> open = new HashSet<>(before.folders().keySet());
        Path trials = run.path().resolve(RunFolder.TRIALS);
        try {
            for (Path group : list(trials)) {
                for (Path folder : list(group)) {
                    String trial = folder.getFileName().toString();
                    boolean known = open.remove(trial);
                    if (!readFolder(folder, trial) && known) {
                        return false;
                    }
                }
            }
        } catch (NoSuchFileException e) {
            // all of them are in packs, or there are none
        } catch (IOException e) {
            throw StoreException.of("list", trials, e);
        }
        return open.isEmpty();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.sorted().toList();
        }
    }

    /** @return whether the trial has a status there */
    private boolean readFolder(Path folder, String trial) throws IOException {
        long changed = Files.getLastModifiedTime(folder).toMillis();
        long stamp = Math.abs(System.currentTimeMillis() - changed) < FRESH ? NOT_SURE : changed;
        if (stamp != NOT_SURE && Long.valueOf(stamp).equals(before.folders().get(trial))) {
            folders.put(trial, stamp);
            return true;
        }
        Optional<TrialFolder.Status> status = run.trial(trial).statusInFolder();
        status.ifPresent(found -> {
            consumer.accept(new Found(trial, found.verdict() ? VERDICT : ATTEMPT, found.text()));
            folders.put(trial, stamp);
        });
        return status.isPresent();
    }
}
