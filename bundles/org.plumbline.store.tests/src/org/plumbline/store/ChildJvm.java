package org.plumbline.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A Java process on a plain class path that runs a main method of these tests and prints lines. */
final class ChildJvm {
    private final Process process;
    private final BufferedReader lines;

    private ChildJvm(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ChildJvm start(List<String> options, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(List.of(arguments));
        return new ChildJvm(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** The bundle and its tests may be folders or jars, one or two of them: where their classes come from is where they are. */
    private static String classPath() {
        Set<String> places = new LinkedHashSet<>();
        for (Class<?> type : List.of(ChildJvm.class, StoreException.class)) {
            try {
                Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
                places.add(place.toString());
                for (String output : List.of("target/classes", "target/test-classes", "bin")) {
                    places.add(place.resolve(output).toString());
                    places.add(place.resolveSibling(place.getFileName() + ".tests").resolve(output).toString());
                }
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
        return places.stream().collect(Collectors.joining(java.io.File.pathSeparator));
    }

    /** @return the next line, or null at the end */
    String readLine() throws IOException {
        return lines.readLine();
    }

    String output() {
        return lines.lines().collect(Collectors.joining("\n"));
    }

    /** The equivalent of kill -9; what the process had printed can still be read. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    long pid() {
        return process.pid();
    }

    void write(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    int waitFor() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the child did not end in a minute");
        }
        return process.exitValue();
    }
}
