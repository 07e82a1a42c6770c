package org.plumbline.engine.spi;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.store.StoreException;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/**
 * A folder that a run is exported to. Each file is there as a whole or not at all; {@code export.json} says which run it is,
 * and in which format. A new export that fails takes back what it wrote.
 */
public final class ExportFolder implements AutoCloseable {
    private static final String DESCRIPTION = "export.json";
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

    private final Path path;
    private final RunData run;
    private final String format;
    private final boolean made;
    private final boolean continued;
    private final MutableList<Path> written = Lists.mutable.empty();
    private boolean finished;

    private ExportFolder(Path path, RunData run, String format, boolean made, boolean continued) {
        this.path = path;
        this.run = run;
        this.format = format;
        this.made = made;
        this.continued = continued;
    }

    /** What a file consists of. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Opens a folder that is new or empty.
     *
     * @param target a path; if it is empty, a folder here named after the run and the format
     * @param format id of the exporter
     * @throws InvalidInputException if the target is something else
     * @throws IOException           if it cannot be made; names it
     */
    public static ExportFolder create(RunData run, Optional<String> target, String format) throws IOException {
        return open(run, target, format, false);
    }

    /** Opens a folder that is new, empty, or holds an export of the same run in the same format. */
    public static ExportFolder createOrContinue(RunData run, Optional<String> target, String format) throws IOException {
        return open(run, target, format, true);
    }

    private static ExportFolder open(RunData run, Optional<String> target, String format, boolean mayContinue)
            throws IOException {
        Path path = path(target.orElseGet(() -> run.header().name().replaceAll("[^\\w.-]+", "_") + "-" + format));
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new InvalidInputException("cannot export to " + path + ": it is a file");
        }
        boolean made = !Files.exists(path);
        if (!made && !isEmpty(path)) {
            String there = description(path);
            if (!mayContinue || !there.equals(description(run, format))) {
                throw new InvalidInputException("cannot export to " + path + ": the folder is not empty"
                        + (there.isEmpty() ? "" : "; it holds " + there)
                        + (mayContinue ? ", not " + description(run, format) : ""));
            }
            return new ExportFolder(path, run, format, false, true);
        }
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw failure("make", path, e);
        }
        return new ExportFolder(path, run, format, made, false);
    }

    private static Path path(String text) {
        try {
            if (text.matches("[a-z]{2,}://.*")) {
                throw new InvalidPathException(text, "expected a folder, not an address");
            }
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InvalidInputException("cannot export to '" + text + "': " + e.getReason(), e);
        }
    }

    private static boolean isEmpty(Path path) throws IOException {
        try (Stream<Path> content = Files.list(path)) {
            return content.findAny().isEmpty();
        } catch (IOException e) {
            throw failure("read", path, e);
        }
    }

    private static String description(RunData run, String format) {
        return "run " + run.header().identity() + " as " + format;
    }

    /** @return which run a folder holds as what; empty if it does not say so */
    private static String description(Path path) {
        try {
            JsonObject json = JsonParser.parseString(Files.readString(path.resolve(DESCRIPTION))).getAsJsonObject();
            return "run " + json.get("identity").getAsString() + " as " + json.get("format").getAsString();
        } catch (IOException | JsonParseException | IllegalStateException | UnsupportedOperationException | NullPointerException e) {
            return "";
        }
    }

    public Path path() {
        return path;
    }

    /** @return whether an earlier export is here */
    public boolean continued() {
        return continued;
    }

    /**
     * Writes or replaces a file.
     *
     * @param name relative to the folder, with {@code /}; its folders are made
     * @throws IOException if it fails; names the file, which is then as it was before
     */
    public void write(String name, Content content) throws IOException {
        Path file = file(name);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            makeFolders(file.getParent());
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                content.writeTo(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            written.add(file);
        } catch (StoreException | RuntimeException e) {
            delete(part);
            throw e;
        } catch (IOException e) {
            delete(part);
            throw failure("write", file, e);
        }
    }

    /**
     * Cuts off a file that is there and writes at its new end.
     *
     * @param from bytes that stay
     * @throws IOException if it fails; names the file, which then may have a part of the bytes
     */
    public void append(String name, long from, byte[] bytes) throws IOException {
        Path file = file(name);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(from).position(from);
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        } catch (IOException e) {
            throw failure("write", file, e);
        }
    }

    private Path file(String name) throws StoreException {
        Path root = path.toAbsolutePath().normalize();
        Path file = root.resolve(name).normalize();
        if (!file.startsWith(root) || file.equals(root)) {
            throw new StoreException("not a name within " + path + ": '" + name + "'");
        }
        return file;
    }

    private void makeFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            makeFolders(folder.getParent());
            Files.createDirectory(folder);
            written.add(folder);
        }
    }

    /** Says what the folder holds; from now on it stays. */
    public void describe() throws IOException {
        JsonObject json = new JsonObject();
        json.addProperty("format", format);
        json.addProperty("run", run.header().name());
        json.addProperty("title", run.header().title());
        json.addProperty("identity", run.header().identity());
        json.addProperty("planned", run.header().planned());
        json.addProperty("trials", run.records().size());
        JsonObject provenance = new JsonObject();
        run.header().provenance().forEachKeyValue(provenance::addProperty);
        json.add("provenance", provenance);
        write(DESCRIPTION, out -> out.write((GSON.toJson(json) + "\n").getBytes(StandardCharsets.UTF_8)));
        finished = true;
    }

    /** Takes back what was written, if it was not described in the end and the folder was new. */
    @Override
    public void close() {
        if (!finished && !continued) {
            written.reverseForEach(ExportFolder::delete);
            if (made) {
                delete(path);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // the first failure is the one to report
        }
    }

    private static StoreException failure(String action, Path path, IOException cause) {
        String reason = switch (cause) {
            case AccessDeniedException denied -> "permission denied";
            case FileSystemException failed when failed.getReason() != null -> failed.getReason();
            case FileSystemException failed -> failed.getClass().getSimpleName();
            default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        };
        return new StoreException("cannot " + action + " " + path + ": " + reason, cause);
    }
}
