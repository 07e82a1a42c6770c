package org.plumbline.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The packs of a run: {@code packs/0001-host-pid.dlt}, one a process that executed short trials. Of one trial the last pack counts. */
final class RunPacks {
    /** Where they are in the folder of a run. */
    static final String FOLDER = "packs";
    private static final String SUFFIX = ".dlt";
    private final Path folder;
    private final TreeMap<Path, TrialPackIndex> indices = new TreeMap<>();

    RunPacks(Path folder) {
        this.folder = folder;
    }

    /** @return a new pack that nobody else writes to */
    TrialPack begin() throws StoreException {
        try {
            AtomicFile.makeFolders(folder);
            for (int number = files().size() + 1;; number++) {
                Path file = folder.resolve(TrialFolder.attemptName(number) + SUFFIX);
                try {
                    Files.createFile(file);
                    AtomicFile.forceFolder(folder);
                    TrialPack pack = TrialPack.open(file);
                    GroupForce.ofProcess().add(pack);
                    return pack;
                } catch (FileAlreadyExistsException e) {
                    // another process took the number: take the next
                }
            }
        } catch (IOException e) {
            throw StoreException.of("begin a pack in", folder, e);
        }
    }

    /** @return all packs, sorted by name */
    List<Path> files() throws StoreException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw StoreException.of("list", folder, e);
        }
    }

    /** Reads what was appended since the last time; gives id and status of each new record, the later one of a trial after the earlier. */
    synchronized void refresh(BiConsumer<String, String> records) throws StoreException {
        for (Path file : files()) {
            TrialPackIndex index = indices.get(file);
            if (index == null) {
                index = TrialPack.read(file, records);
                indices.put(file, index);
            } else {
                index.refresh(records);
            }
        }
    }

    /** @return the ids of all trials that were in the packs when they were last read */
    synchronized Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>();
        indices.values().forEach(index -> ids.addAll(index.ids()));
        return ids;
    }

    /** @return the trial as it was in the packs when they were last read */
    synchronized Optional<TrialPackIndex.Trial> trial(String id) throws StoreException {
        List<TrialPackIndex> all = new ArrayList<>(indices.descendingMap().values());
        for (TrialPackIndex index : all) {
            Optional<TrialPackIndex.Trial> trial = index.trial(id);
            if (trial.isPresent()) {
                return trial;
            }
        }
        return Optional.empty();
    }
}
