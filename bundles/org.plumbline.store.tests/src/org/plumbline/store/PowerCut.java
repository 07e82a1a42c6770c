package org.plumbline.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What would be on the disk if the power were cut now, as strictly as POSIX allows: of a file, the content that it had when it was last
 * forced; of a folder, the names that it had when it was last forced. All else is lost. For one thread.
 */
final class PowerCut {
    private final Path root;
    /** File to the content that is durable. */
    private final Map<Object, byte[]> contents = new HashMap<>();
    /** Folder to the durable names in it, and what they name. */
    private final Map<Object, Map<String, Path>> names = new HashMap<>();
    /** Files and folders by the keys that they keep when they are renamed. */
    private final Map<Path, Object> keys = new HashMap<>();

    /** @param root is durable itself, and empty */
    PowerCut(Path root) {
        this.root = root;
    }

    /** @return the folder, seen through a file system that is watched */
    Path watched() {
        return FaultFileSystem.over(root, new FaultPlan().telling(this::forced));
    }

    private void forced(Path path) {
        try {
            Object key = key(path);
            if (Files.isDirectory(path)) {
                Map<String, Path> content = new HashMap<>();
                for (Path child : list(path)) {
                    content.put(child.getFileName().toString(), child);
                    keys.put(child, key(child));
                }
                names.put(key, content);
            } else {
                contents.put(key, Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.toList();
        }
    }

    /** Writes what would be left into a folder. */
    void cut(Path into) throws IOException {
        restore(key(root), into);
    }

    private void restore(Object folder, Path into) throws IOException {
        Files.createDirectories(into);
        for (Map.Entry<String, Path> entry : names.getOrDefault(folder, Map.of()).entrySet()) {
            Path was = entry.getValue();
            Object key = keys.get(was);
            if (Files.isDirectory(was)) {
                restore(key, into.resolve(entry.getKey()));
            } else {
                Files.write(into.resolve(entry.getKey()), contents.getOrDefault(key, new byte[0]));
            }
        }
    }
}
