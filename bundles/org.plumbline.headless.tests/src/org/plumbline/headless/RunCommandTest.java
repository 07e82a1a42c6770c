package org.plumbline.headless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

class RunCommandTest {
    private static final String SMALL = "gallery:scaling-limits/tanh-adam-small";
    private static final String FOUR_DEPTHS = "depth=3,6,12,24";

    @TempDir
    private Path folder;

    /** Apart from each other: a run takes over what one beside it has computed. */
    private Path place(String name) {
        return folder.resolve(name).resolve("run");
    }

    private CommandLineSession run(String name, Object... more) {
        Object[] arguments = Stream.concat(Stream.of("run", SMALL, "--set", FOUR_DEPTHS, "--set", "seed=0,1,2", "--out",
                place(name)), Stream.of(more)).toArray();
        return CommandLineSession.run(arguments);
    }

    private JsonObject report(String name) {
        CommandLineSession report = CommandLineSession.run("report", place(name), "--format", "json");
        assertThat(report.code()).isZero();
        return JsonParser.parseString(report.out()).getAsJsonObject();
    }

    /** @return relative path to bytes of everything that numbers went into, but for wall times */
    private TreeMap<String, byte[]> parameters(String name) throws IOException {
        TreeMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(place(name))) {
            for (Path file : walk.filter(f -> f.getFileName().toString().equals("parameters.npz")).toList()) {
                files.put(place(name).relativize(file).getName(2).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    @Test
    void printsExponentsWithTheirErrors() {
        CommandLineSession session = run("a");
        assertThat(session.code()).as(session.err()).isZero();
        assertThat(session.out()).contains("12 done").contains("maxNorm(A)").contains("95%").doesNotContain("NaN");
    }

    @Test
    void theReportIsOneDocumentWithOrigins() {
        run("a");
        JsonObject document = report("a");
        assertThat(document.getAsJsonObject("experiment").get("identity").getAsString()).hasSize(32);
        assertThat(document.getAsJsonArray("trials")).hasSize(12);
        JsonObject trial = document.getAsJsonArray("trials").get(0).getAsJsonObject();
        assertThat(trial.keySet()).contains("id", "cell", "state", "seed", "finalLoss", "steps", "seconds");
        assertThat(trial.getAsJsonObject("cell").get("architecture.depth").getAsString()).isEqualTo("3");
        JsonObject exponent = null;
        for (JsonElement element : document.getAsJsonArray("analyses")) {
            if (element.getAsJsonObject().get("quantity").getAsString().equals("maxNorm(A)")) {
                exponent = element.getAsJsonObject();
            }
        }
        assertThat(exponent).isNotNull();
        assertThat(exponent.keySet()).contains("id", "quantity", "value", "low", "high", "level", "n", "unit", "trials");
        assertThat(exponent.get("n").getAsInt()).isEqualTo(3);
        assertThat(exponent.getAsJsonArray("trials")).hasSize(12);
        assertThat(exponent.get("low").getAsDouble()).isLessThan(exponent.get("value").getAsDouble());
        assertThat(exponent.get("value").getAsDouble()).isLessThan(exponent.get("high").getAsDouble());
    }

    @Test
    void sameSeedSameBitsWithAnyNumberOfWorkers() throws IOException {
        run("one", "--workers", 1);
        run("two", "--workers", 2);
        TreeMap<String, byte[]> one = parameters("one");
        TreeMap<String, byte[]> two = parameters("two");
        assertThat(one).hasSize(12);
        assertThat(two.keySet()).isEqualTo(one.keySet());
        one.forEach((trial, bytes) -> assertThat(two.get(trial)).as(trial).isEqualTo(bytes));
    }

    @Test
    void anotherSeedGivesOtherNumbers() throws IOException {
        CommandLineSession.run("run", SMALL, "--set", "depth=3", "--set", "seed=0", "--out", place("a"));
        CommandLineSession.run("run", SMALL, "--set", "depth=3", "--set", "seed=7", "--out", place("b"));
        assertThat(parameters("a").firstEntry().getValue()).isNotEqualTo(parameters("b").firstEntry().getValue());
    }

    @Test
    void componentsAndTheirSettingsCanBeReplaced() {
        CommandLineSession session = run("a", "--set", "optimiser=sgd", "--set", "optimiser.lr=0.1", "--set", "training.epochs=2");
        assertThat(session.code()).as(session.err()).isZero();
        assertThat(report("a").getAsJsonArray("trials").get(0).getAsJsonObject().get("epochs").getAsInt()).isLessThanOrEqualTo(2);
    }

    @Test
    void aDivergedTrialIsSaidAndCounts() {
        CommandLineSession session = CommandLineSession.run("run", SMALL, "--set", "depth=3", "--set", "seed=0", "--set", "optimiser=sgd",
                "--set", "optimiser.lr=1e30", "--set", "architecture.activation=relu", "--out", place("a"));
        assertThat(session.code()).isEqualTo(ExitCode.TRIAL_FAILED);
        assertThat(session.err()).contains("DIVERGED").contains("step");
        assertThat(session.out()).contains("1 diverged");
    }

    @Test
    void anExistingRunIsContinuedNotRepeated() {
        run("a");
        CommandLineSession again = run("a");
        assertThat(again.code()).isZero();
        assertThat(again.err()).contains("12 of 12 trials are already there");
    }

    @Test
    void theOtherFormatsAreComplete() {
        run("a");
        String csv = CommandLineSession.run("report", place("a"), "--format", "csv").out();
        assertThat(csv.lines()).hasSize(13);
        assertThat(csv.lines().findFirst().orElse("")).startsWith("id,architecture.depth,seed,depth,state");
        String html = CommandLineSession.run("report", place("a"), "--format", "html").out();
        assertThat(html).startsWith("<!DOCTYPE html>").contains("maxNorm(A)").doesNotContain("src=").endsWith("</html>\n");
    }

    @Test
    void theGenericBackendAgreesWithTheFusedOne() {
        Object[] short1 = {"run", SMALL, "--set", "depth=4", "--set", "seed=0", "--set", "training.epochs=1"};
        CommandLineSession.run(Stream.concat(Stream.of(short1), Stream.of("--out", place("fused"))).toArray());
        CommandLineSession generic = CommandLineSession.run(
                Stream.concat(Stream.of(short1), Stream.of("--backend", "nd4j", "--out", place("nd4j"))).toArray());
        assertThat(generic.code()).as(generic.err()).isZero();
        double a = report("fused").getAsJsonArray("trials").get(0).getAsJsonObject().get("finalLoss").getAsDouble();
        double b = report("nd4j").getAsJsonArray("trials").get(0).getAsJsonObject().get("finalLoss").getAsDouble();
        // float32 rounding differs between the paths and grows over 32 Adam steps
        assertThat(b).isCloseTo(a, within(1e-4 * a));
        assertThat(a).isNotEqualTo(0);
    }
}
