package org.plumbline.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * There is no space on the file system. What was accepted before is still there or still held in memory; the same call may be
 * made again when space has come back.
 */
public final class DiskFullException extends StoreException {
    private static final long serialVersionUID = 1L;
    /** What Linux, macOS and Windows say, by their C libraries and FormatMessage. */
    private static final List<String> REASONS = List.of("No space left on device", "Disk quota exceeded",
            "There is not enough space on the disk");
    private final String fileSystem;
    private final long missing;

    private DiskFullException(String message, String fileSystem, long missing, Throwable cause) {
        super(message, cause);
        this.fileSystem = fileSystem;
        this.missing = missing;
    }

    static boolean isCause(IOException e) {
        return e.getMessage() != null && REASONS.stream().anyMatch(e.getMessage()::contains);
    }

    static DiskFullException of(String what, Path path, IOException cause) {
        String name = fileSystemOf(path);
        return new DiskFullException(what + ": no space left on " + name, name, 0, cause);
    }

    /**
     * @param needed in bytes
     * @throws DiskFullException if the file system of the folder has less than that left
     */
    static void require(Path folder, long needed) throws IOException {
        FileStore store = Files.getFileStore(folder);
        long missing = needed - store.getUsableSpace();
        if (missing > 0) {
            String name = fileSystemOf(folder);
            throw new DiskFullException("cannot write to " + folder + ": " + name + " has " + store.getUsableSpace()
                    + " bytes left of the " + needed + " needed, " + missing + " are missing", name, missing, null);
        }
    }

    private static String fileSystemOf(Path path) {
        try {
            return Files.getFileStore(Files.exists(path) ? path : path.toAbsolutePath().getParent()).toString();
        } catch (IOException e) {
            return "the file system of " + path;
        }
    }

    /** @return name of the file system, as the operating system gives it: mount point and device on Linux */
    public String fileSystem() {
        return fileSystem;
    }

    /** @return bytes that are known to be missing; 0 if a write failed for which nothing was reserved */
    public long missingBytes() {
        return missing;
    }
}
