package org.plumbline.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file as a whole or not at all: temporary name, force to disk, atomic rename, force the folder. */
final class AtomicFile {
    private AtomicFile() {
    }

    static void write(Path file, String text) throws StoreException {
        write(file, StandardCharsets.UTF_8.encode(text));
    }

    static void write(Path file, ByteBuffer content) throws StoreException {
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                while (content.hasRemaining()) {
                    channel.write(content);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(file.getParent());
        } catch (IOException e) {
            deleteQuietly(temporary);
            throw StoreException.of("write", file, e);
        }
    }

    /** Makes the names in a folder durable; file systems that do not offer it (Windows) are left as they are. */
    static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // a folder cannot be opened on Windows: there the rename itself is what is promised
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // the first failure is the one to report
        }
    }
}
