package org.plumbline.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The launcher decides by the first argument whether the command line or the workbench is meant. */
class LauncherTest {
    private static final Pattern COMMAND = Pattern.compile("@Command\\(name = \"([a-z]+)\"");

    @Test
    void theLauncherKnowsEveryCommand() throws IOException {
        List<String> commands = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(SourceTree.root().resolve("bundles/org.plumbline.headless/src"))) {
            for (Path source : sources.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher matcher = COMMAND.matcher(Files.readString(source));
                while (matcher.find()) {
                    commands.add(matcher.group(1));
                }
            }
        }
        commands.remove("plumbline");
        String launcher = Files.readString(SourceTree.root().resolve("features/org.plumbline.feature/rootfiles/plumbline"));
        assertThat(commands).hasSizeGreaterThan(8).allSatisfy(command -> assertThat(launcher).containsPattern("(?m)^ .*[ |]" + command + " \\|"));
    }
}
