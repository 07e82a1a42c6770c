package org.plumbline.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file as a whole or not at all: temporary name, force to disk, atomic rename, force the folder.
 * Where it fails, the old file is there or, if only the folder could not be forced, the new one.
 */
final class AtomicFile {
    static final String TEMPORARY = ".part";

    private AtomicFile() {
    }

    /** What is to stand in the file; may write in pieces. */
    interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }

    static void write(Path file, String text) throws StoreException {
        write(file, StandardCharsets.UTF_8.encode(text));
    }

    static void write(Path file, ByteBuffer content) throws StoreException {
        write(file, channel -> {
            ByteBuffer rest = content.duplicate();
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        });
    }

    /** @param content written again if the thread is interrupted meanwhile: a trial that is told to stop still saves its state */
    static void write(Path file, Content content) throws StoreException {
        Path temporary = file.resolveSibling(file.getFileName() + TEMPORARY);
        boolean interrupted = Thread.interrupted();
        try {
            while (!replace(file, temporary, content)) {
                interrupted |= Thread.interrupted();
            }
        } catch (IOException e) {
            deleteQuietly(temporary);
            throw StoreException.of("write", file, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** @return false if an interrupt closed the channel */
    private static boolean replace(Path file, Path temporary, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            content.writeTo(channel);
            channel.force(true);
        } catch (ClosedByInterruptException e) {
            return false;
        }
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(file.toAbsolutePath().getParent());
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }

    /** Makes the names in a folder durable; Windows offers no such thing: there the rename itself is what is promised. */
    static void forceFolder(Path folder) throws IOException {
        if (folder.getFileSystem().getSeparator().equals("\\")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes a folder and those above it that are missing, and makes their names durable. */
    static void makeFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                makeFolders(parent);
            }
            Files.createDirectories(folder);
            if (parent != null) {
                forceFolder(parent);
            }
        }
    }

    static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // a left-over is ignored by all readers and removed by the next writer; the first failure is the one to report
        }
    }
}
