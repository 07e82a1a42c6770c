package org.plumbline.index;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;

/** Finds run folders. */
final class RunFinder {
    /** How deep below a folder runs are looked for: workspace, project, folder of runs, run. */
    private static final int DEPTH = 4;

    private RunFinder() {
    }

    static Path absolute(Path folder) {
        return folder.toAbsolutePath().normalize();
    }

    /** @return how the paths of all begin that are below a folder */
    static String below(Path folder) {
        return folder.toString().endsWith(File.separator) ? folder.toString() : folder + File.separator;
    }

    /**
     * @param folder absolute
     * @return the folder itself if it holds a run, else those below it, sorted
     * @throws InvalidInputException if there is no such folder
     */
    static List<Path> find(Path folder) throws StoreException {
        if (!Files.isDirectory(folder)) {
            throw new InvalidInputException("no such folder: " + folder);
        }
        List<Path> found = new ArrayList<>();
        try {
            collect(folder, DEPTH, found);
        } catch (IOException | UncheckedIOException e) {
            throw new StoreException("cannot look for runs in " + folder + ": " + e.getMessage(), e);
        }
        return found;
    }

    private static void collect(Path folder, int depth, List<Path> found) throws IOException {
        if (RunFolder.at(folder).hasRun()) {
            found.add(folder);
        } else if (depth > 0) {
            try (Stream<Path> content = Files.list(folder)) {
                for (Path child : content.filter(Files::isDirectory).sorted().toList()) {
                    collect(child, depth - 1, found);
                }
            } catch (AccessDeniedException | NotDirectoryException e) {
                // not ours to look into
            }
        }
    }
}
