package org.plumbline.engine.preflight;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file system that a folder is on, or would be.
 *
 * @param fileSystem its name, as the operating system gives it
 * @param free       bytes that this user may still write; negative: not known
 * @param block      bytes that the shortest file takes
 */
public record DiskSpace(String fileSystem, long free, long block) {
    private static final long USUAL_BLOCK = 4096;

    /** Never fails: what cannot be told is not known. */
    public static DiskSpace of(Path folder) {
        Path there = folder.toAbsolutePath().normalize();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            FileStore store = Files.getFileStore(there == null ? folder : there);
            return new DiskSpace(store.toString(), store.getUsableSpace(), block(store));
        } catch (IOException e) {
            return new DiskSpace("the file system of " + folder, -1, USUAL_BLOCK);
        }
    }

    private static long block(FileStore store) throws IOException {
        try {
            return Math.clamp(store.getBlockSize(), 1, 1 << 20);
        } catch (UnsupportedOperationException e) {
            return USUAL_BLOCK;
        }
    }

    /** @return bytes that a file of this length takes */
    long blocks(long length) {
        return (length + block - 1) / block * block;
    }
}
