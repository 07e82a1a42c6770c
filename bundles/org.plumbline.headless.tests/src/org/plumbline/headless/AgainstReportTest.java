package org.plumbline.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.run.RunArchive;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

class AgainstReportTest {
    @TempDir
    private static Path runs;
    private static Path run;
    private static Estimate stored;

    @TempDir
    private Path folder;

    @BeforeAll
    static void runASmallSweep() throws Exception {
        run = runs.resolve("run");
        CommandLineSession session = CommandLineSession.run("run", "gallery:scaling-limits/tanh-adam-small", "--set", "depth=3,6,12,24", "--set",
                "seed=0,1,2", "--set", "training.epochs=1", "--out", run);
        assertThat(session.code()).as(session.err()).isZero();
        stored = RunArchive.open(run).results().detect(result -> result.quantity().equals("maxNorm(A)")).estimate().orElseThrow();
    }

    private Path claims(String... claims) throws Exception {
        return Files.writeString(folder.resolve("claims.json"), "{\"of\":\"a test\",\"reduced\":\"one epoch\",\"claims\":["
                + String.join(",", claims) + "]}");
    }

    private static String claim(String id, String expected) {
        return "{\"id\":\"" + id + "\",\"text\":\"about " + id + "\",\"source\":\"by hand\",\"analysis\":\"scaling\",\"terms\":{\"maxNorm(A)\":1},"
                + expected + "}";
    }

    /** The interval is that of 90 %, whatever the run had; the estimate does not depend on it. */
    @Test
    void claimsAreHeldAgainstTheRunAtNinetyPercent() throws Exception {
        Path file = claims(claim("hit", "\"published\":" + stored.value() + ",\"rounding\":0.001"), claim("miss", "\"from\":5"));
        CommandLineSession json = CommandLineSession.run("report", run, "--against", file, "--format", "json");
        assertThat(json.code()).as(json.err()).isZero();
        JsonObject document = JsonParser.parseString(json.out()).getAsJsonObject();
        assertThat(document.get("reduced").getAsString()).isEqualTo("one epoch");
        JsonObject hit = document.getAsJsonArray("claims").get(0).getAsJsonObject();
        assertThat(hit.get("value").getAsDouble()).isEqualTo(stored.value());
        assertThat(hit.get("high").getAsDouble()).isLessThan(stored.high());
        assertThat(hit.get("ours").getAsString()).endsWith("at 90 %");
        assertThat(document.getAsJsonArray("claims").get(1).getAsJsonObject().get("verdict").getAsString()).isEqualTo("disagree");
        CommandLineSession text = CommandLineSession.run("report", run, "--against", file);
        assertThat(text.out()).contains("against   a test", "adam lr=0.01", "depths 3 to 24, 3 seeds", "about hit", "disagree: outside above 5.000");
        assertThat(RunArchive.open(run).results().detect(result -> result.quantity().equals("maxNorm(A)")).estimate().orElseThrow()).isEqualTo(stored);
    }

    @Test
    void whatCannotBeComparedIsSaidInALine() throws Exception {
        assertThat(CommandLineSession.run("report", run, "--against", "paper").errors()).singleElement().asString()
                .contains("no claims for an experiment 'tanh-adam-small'", "a1-tanh-synthetic-small");
        assertThat(CommandLineSession.run("report", run, "--against", folder.resolve("none")).errors()).singleElement().asString()
                .contains("expected 'paper' or a file of claims");
        assertThat(CommandLineSession.run("report", run, "--against", claims("{}")).errors()).singleElement().asString()
                .contains("claims.json, claim 1: ");
        CommandLineSession html = CommandLineSession.run("report", run, "--against", "paper", "--format", "html");
        assertThat(html.code()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(html.errors()).singleElement().asString().contains("text and json, not html");
    }
}
