package org.plumbline.engine.passport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassportTest {

    private static final SortedMap<String, String> FACTS = new TreeMap<>(Map.of("java", "25", "vector bits", "512"));
    private static final List<Verdict> VERDICTS = List.of(new Verdict("clock", Outcome.OK, "20 ns"),
            new Verdict("svd", Outcome.ROUTED, "LAPACK"));

    @TempDir
    private Path folder;

    @Test
    void theIdDependsOnFactsAndOutcomesAndNotOnNumbers() {
        Passport passport = new Passport(FACTS, VERDICTS);
        Passport slower = new Passport(FACTS, VERDICTS.stream().map(v -> new Verdict(v.item(), v.outcome(), "other numbers")).toList());
        Passport failing = new Passport(FACTS, VERDICTS.stream().map(v -> new Verdict(v.item(), Outcome.FAILED, v.text())).toList());
        SortedMap<String, String> updated = new TreeMap<>(FACTS);
        updated.put("java", "26");

        assertThat(slower.id()).isEqualTo(passport.id()).matches("[0-9a-f]{12}-[0-9a-f]{12}");
        assertThat(failing.id()).isNotEqualTo(passport.id()).startsWith(passport.machine() + "-");
        assertThat(new Passport(updated, VERDICTS).machine()).isNotEqualTo(passport.machine());
        assertThat(passport.sound()).isTrue();
        assertThat(failing.sound()).isFalse();
    }

    @Test
    void aLaterProcessFindsTheVerdictsOfTheTest() {
        Passport passport = new Passport(FACTS, VERDICTS);
        assertThat(Passport.read(FACTS, folder.resolve("state")).id()).isEqualTo(passport.machine() + "-untested");

        new PassportFile(folder.resolve("state")).write(passport);

        assertThat(Passport.read(FACTS, folder.resolve("state")).items()).isEqualTo(VERDICTS);
        assertThat(Passport.read(FACTS, folder.resolve("state")).id()).isEqualTo(passport.id());
        SortedMap<String, String> updated = new TreeMap<>(FACTS);
        updated.put("java", "26");
        assertThat(Passport.read(updated, folder.resolve("state")).id()).endsWith("-untested");
    }

    @Test
    void aBrokenFileCountsAsNone() throws IOException {
        Passport passport = new Passport(FACTS, VERDICTS);
        new PassportFile(folder).write(passport);
        Path file;
        try (var files = Files.list(folder)) {
            file = files.toList().getFirst();
        }
        for (String text : new String[] {"", "OK\ta\tb", "plumbline passport 2\nOK\ta\tb", "plumbline passport 1\nOK\ta",
            "plumbline passport 1\nPERHAPS\ta\tb", "plumbline passport 1\nOK\ta\tb\n\n", "\u0000"}) {
            Files.writeString(file, text);
            assertThat(Passport.read(FACTS, folder).id()).as(text).endsWith("-untested");
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoError() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        new PassportFile(file).write(new Passport(FACTS, VERDICTS));

        assertThat(file).isEmptyFile();
    }

    @Test
    void theStateFolderFollowsPropertyThenEnvironmentThenHome() {
        Map<String, String> none = Map.of();
        assertThat(PassportFile.stateFolder("/p", Map.of("XDG_STATE_HOME", "/x"), "/h")).isEqualTo(Path.of("/p"));
        assertThat(PassportFile.stateFolder("", Map.of("XDG_STATE_HOME", "/x"), "/h")).isEqualTo(Path.of("/x/plumbline"));
        assertThat(PassportFile.stateFolder("", Map.of("XDG_STATE_HOME", "x"), "/h")).isEqualTo(Path.of("/h/.local/state/plumbline"));
        assertThat(PassportFile.stateFolder("", none, "/h")).isEqualTo(Path.of("/h/.local/state/plumbline"));
    }

    @Test
    void factsAreTheSameOnEachStart() {
        assertThat(MachineFacts.collect()).isEqualTo(MachineFacts.collect()).containsKeys("java", "vector bits", "library OpenBLAS");
        assertThat(MachineFacts.collect().values()).noneMatch(value -> value.isBlank() || value.contains("unknown"));
    }

    @Test
    void ofTheProcessorsFlagsThoseOfArithmeticCount() throws IOException {
        Path description = Files.writeString(folder.resolve("cpuinfo"), """
                processor\t: 0
                model name\t: Some Processor
                cpu MHz\t\t: 2345.6
                flags\t\t: fpu sse2 avx2 fma nx hypervisor avx

                processor\t: 1
                model name\t: Another
                """);

        assertThat(MachineFacts.processor(description, Map.of()))
                .isEqualTo(Map.of("processor model name", "Some Processor", "processor flags", "avx avx2 fma sse2"));
        assertThat(MachineFacts.processor(folder.resolve("none"), Map.of("PROCESSOR_IDENTIFIER", "Intel64")))
                .isEqualTo(Map.of("processor model name", "Intel64"));
    }
}
