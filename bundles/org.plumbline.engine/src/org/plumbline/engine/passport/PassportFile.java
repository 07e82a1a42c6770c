package org.plumbline.engine.passport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The verdicts of the last test, a file for each machine and version of the software in the user's state folder.
 * A line for each: outcome, item and text with tabs between, after a first line that names the format.
 * A file that cannot be read counts as none: the next test replaces it.
 */
final class PassportFile {
    /** System property with the state folder, before the environment's. */
    static final String PROPERTY = "plumbline.state";

    private static final String FORMAT = "plumbline passport 1";
    private static final int PARTS = 3;

    private final Path folder;

    PassportFile(Path folder) {
        this.folder = folder;
    }

    /** @return property, else XDG_STATE_HOME/plumbline, else .local/state/plumbline in the home folder */
    static Path stateFolder() {
        return stateFolder(System.getProperty(PROPERTY, ""), System.getenv(), System.getProperty("user.home", "."));
    }

    static Path stateFolder(String property, Map<String, String> environment, String home) {
        try {
            if (!property.isBlank()) {
                return Path.of(property);
            }
            String state = environment.getOrDefault("XDG_STATE_HOME", "");
            // The XDG specification: a relative path is to be ignored.
            if (!state.isBlank() && Path.of(state).isAbsolute()) {
                return Path.of(state, "plumbline");
            }
        } catch (InvalidPathException unusable) {
            // The home folder is left.
        }
        return Path.of(home, ".local", "state", "plumbline");
    }

    List<Verdict> read(String machine) {
        try {
            List<String> lines = Files.readAllLines(file(machine));
            if (lines.isEmpty() || !lines.getFirst().equals(FORMAT)) {
                return List.of();
            }
            List<Verdict> verdicts = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] parts = line.split("\t", PARTS);
                if (parts.length < PARTS) {
                    return List.of();
                }
                verdicts.add(new Verdict(parts[1], Outcome.valueOf(parts[0]), parts[2]));
            }
            return verdicts;
        } catch (IOException | IllegalArgumentException unreadable) {
            return List.of();
        }
    }

    /** Writes beside and renames, so that a reader never sees half a file. */
    void write(Passport passport) {
        try {
            Files.createDirectories(folder);
            Path beside = Files.createTempFile(folder, "passport", ".tmp");
            try {
                List<String> lines = new ArrayList<>(List.of(FORMAT));
                passport.items().forEach(v -> lines.add(v.outcome() + "\t" + v.item() + "\t" + v.text()));
                Files.write(beside, lines);
                Files.move(beside, file(passport.machine()), StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException notKept) {
            // current() will say "untested", which is true for whoever cannot see this test.
        }
    }

    private Path file(String machine) {
        return folder.resolve("passport-" + machine + ".json");
    }
}
