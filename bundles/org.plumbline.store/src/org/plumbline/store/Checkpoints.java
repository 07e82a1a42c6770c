package org.plumbline.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The checkpoints of one attempt in a folder of their own, which one process writes at a time.
 *
 * <pre>
 * 000000000100.npz    zip of NPY: NAME.npy each array, state/NAME.npy each state as bytes; numpy.load reads it
 * 000000000100.json   {
 *                     "checkpoint": 1,
 *                     "step": 100,
 *                     "file": "000000000100.npz",     or ...-1.npz, where the step was written twice
 *                     "bytes": 4711,
 *                     "sha256": "64 hex digits",      of the NPZ
 *                     "metaSha256": "64 hex digits",  of the meta text in UTF-8
 *                     "meta": the meta text
 *                     }
 * *.corrupt           what was damaged when it was to be read; kept for who wants to look
 * </pre>
 *
 * The NPZ is durable before its manifest appears: without manifest there is no checkpoint. The last two are kept; an older one is
 * deleted after the new one is durable. The same checkpoint gives the same bytes.
 */
public final class Checkpoints {
    private static final String MANIFEST = ".json";
    private static final String NPZ = ".npz";
    private static final String CORRUPT = ".corrupt";
    private static final int TRIES = 3;
    private final Path folder;
    private final List<String> warnings = new ArrayList<>();
    /** Manifests that this process wrote or has verified. */
    private final Set<Path> good = new HashSet<>();

    public Checkpoints(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes a checkpoint; it is durable when this returns. One of a later step that was there before is forgotten.
     *
     * @throws DiskFullException if there is not room for it twice; nothing was changed then
     * @throws StoreException    if it cannot be written; the ones before are still there
     */
    public void write(Checkpoint checkpoint) throws StoreException {
        try {
            AtomicFile.makeFolders(folder);
            var entries = checkpoint.entries();
            DiskFullException.require(folder, 2 * (NpzFile.size(entries) + 4L * checkpoint.meta().length()));
            String stem = String.format("%012d", checkpoint.step());
            String file = stem + NPZ;
            for (int i = 1; Files.exists(folder.resolve(file)); i++) {
                file = stem + "-" + i + NPZ;
            }
            CheckpointManifest[] manifest = new CheckpointManifest[1];
            String name = file;
            AtomicFile.write(folder.resolve(file), channel -> {
                ChannelOutput out = new ChannelOutput(channel);
                NpzFile.write(out, entries, name);
                out.flush();
                manifest[0] = new CheckpointManifest(checkpoint.step(), name, out.count(),
                        HexFormat.of().formatHex(out.digest()), checkpoint.meta());
            });
            Path path = folder.resolve(stem + MANIFEST);
            AtomicFile.write(path, manifest[0].text());
            good.add(path);
            prune(path);
        } catch (IOException e) {
            removeOrphans();
            throw StoreException.of("write a checkpoint to", folder, e);
        }
    }

    /**
     * The newest checkpoint that is as it was written. For the process that owns the folder: damaged ones are set aside as
     * {@code .corrupt}, left-overs are removed.
     *
     * @return empty if there is none
     * @throws StoreException if there is none that can be read, but one that might be another time
     */
    public Optional<Checkpoint> latest() throws StoreException {
        warnings.clear();
        Optional<Checkpoint> found = newest(true);
        removeOrphans();
        return found;
    }

    /** The same for everybody else: changes nothing in the folder. What the owner removes meanwhile makes it look again. */
    public static Optional<Checkpoint> look(Path folder) throws StoreException {
        Checkpoints checkpoints = new Checkpoints(folder);
        Optional<Checkpoint> found = checkpoints.newest(false);
        for (int tries = 1; tries < TRIES && found.isEmpty() && !checkpoints.warnings.isEmpty(); tries++) {
            checkpoints.warnings.clear();
            found = checkpoints.newest(false);
        }
        return found;
    }

    /** @return one line for each checkpoint that the last {@link #latest} found damaged */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    private Optional<Checkpoint> newest(boolean owner) throws StoreException {
        IOException unreadable = null;
        try {
            for (Path path : list(MANIFEST)) {
                try {
                    CheckpointManifest manifest = CheckpointManifest.read(path);
                    manifest.verify(folder);
                    Checkpoint checkpoint = Checkpoint.of(manifest.step(), manifest.meta(),
                            NpzFile.read(folder.resolve(manifest.file())));
                    good.add(path);
                    return Optional.of(checkpoint);
                } catch (IOException e) {
                    warnings.add(StoreException.of("read", path, e).getMessage());
                    if (!isDamage(e)) {
                        unreadable = e;
                    } else if (owner) {
                        setAside(path);
                    }
                }
            }
        } catch (IOException e) {
            unreadable = e;
        }
        if (unreadable != null) {
            throw StoreException.of("read the checkpoints in", folder, unreadable);
        }
        return Optional.empty();
    }

    /** Damage stays; anything else (a stale network file, a full table of open files) may be gone the next time. */
    private static boolean isDamage(IOException e) {
        return e instanceof NoSuchFileException || e instanceof StoreException && !(e.getCause() instanceof IOException);
    }

    private void setAside(Path manifest) {
        String stem = manifest.getFileName().toString().replace(MANIFEST, "");
        try {
            Files.move(manifest, manifest.resolveSibling(manifest.getFileName() + CORRUPT), StandardCopyOption.REPLACE_EXISTING);
            for (Path npz : list(NPZ)) {
                if (npz.getFileName().toString().startsWith(stem)) {
                    Files.move(npz, npz.resolveSibling(npz.getFileName() + CORRUPT), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            warnings.add(StoreException.of("set aside", manifest, e).getMessage());
        }
    }

    /** Keeps the newest and the last good one before it; a failure is not one of the checkpoint, the next call tries again. */
    private void prune(Path newest) {
        try {
            boolean before = false;
            for (Path path : list(MANIFEST)) {
                int order = path.getFileName().compareTo(newest.getFileName());
                if (order > 0 || order < 0 && before) {
                    Files.delete(path);
                } else if (order < 0) {
                    before = isGood(path);
                }
            }
        } catch (IOException e) {
            warnings.add(StoreException.of("remove an old checkpoint from", folder, e).getMessage());
        }
        removeOrphans();
    }

    private boolean isGood(Path path) throws IOException {
        try {
            if (!good.contains(path)) {
                CheckpointManifest.read(path).verify(folder);
            }
            return true;
        } catch (StoreException | NoSuchFileException e) {
            return false;
        }
    }

    /** Removes temporary files and NPZ files that no manifest names. */
    private void removeOrphans() {
        try {
            Set<String> named = new HashSet<>();
            for (Path path : list(MANIFEST)) {
                named.add(CheckpointManifest.read(path).file());
            }
            for (Path path : list(NPZ)) {
                if (!named.contains(path.getFileName().toString())) {
                    Files.delete(path);
                }
            }
            for (Path path : list(AtomicFile.TEMPORARY)) {
                Files.delete(path);
            }
        } catch (IOException e) {
            // left-overs take room and do nothing else; the next call tries again
        }
    }

    /** @return the files whose names are a step with that suffix, newest first */
    private List<Path> list(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches("[0-9]{12}.*"))
                    .filter(f -> f.getFileName().toString().endsWith(suffix))
                    .sorted(Comparator.comparing((Path f) -> f.getFileName().toString()).reversed()).toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
