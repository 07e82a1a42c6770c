package org.plumbline.engine.passport;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small files in which a system says what it is. */
final class FirstLine {
    private FirstLine() {
    }

    /** @return the first line without spaces around it; empty if there is no such file or it cannot be read */
    static String of(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String line = reader.readLine();
            return line == null ? "" : line.strip();
        } catch (IOException absent) {
            return "";
        }
    }
}
