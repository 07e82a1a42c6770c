package org.plumbline.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.contribution.ExtensionReader;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.run.FigureOrigin;
import org.plumbline.engine.run.RunArchive;
import org.plumbline.engine.run.RunHeader;
import org.plumbline.store.RunFolder;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

class FigureCommandTest {
    @TempDir
    private static Path runs;
    private static Path run;
    private static RunArchive archive;

    @TempDir
    private Path folder;

    @BeforeAll
    static void runASmallSweep() throws Exception {
        run = runs.resolve("run");
        CommandLineSession session = CommandLineSession.run("run", "gallery:scaling-limits/tanh-adam-small", "--set", "depth=3,6,12,24", "--set",
                "seed=0,1", "--set", "training.epochs=1", "--out", run);
        assertThat(session.code()).as(session.err()).isZero();
        archive = RunArchive.open(run);
    }

    private static CommandLineSession figure(Object... arguments) {
        return CommandLineSession.run(Stream.concat(Stream.of("figure", run), Stream.of(arguments)).toArray());
    }

    @Test
    void aFigureIsRebuiltToTheByteInEveryFormat() throws Exception {
        for (String format : List.of("svg", "pdf", "png", "csv")) {
            Path one = folder.resolve("one." + format);
            Path two = folder.resolve("new/two." + format);
            CommandLineSession session = figure("maxNorm(A)", "--out", one);
            assertThat(session.code()).as(session.err()).isZero();
            assertThat(session.out()).isEqualTo(one + System.lineSeparator());
            assertThat(figure("scaling/maxNorm(A)", "--out", two).code()).isZero();
            assertThat(two).hasSameBinaryContentAs(one);
        }
        assertThat(Files.readAllBytes(folder.resolve("one.pdf"))).startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void itSaysOfWhatRunSettingsAndTrialsItIs() throws Exception {
        Path file = folder.resolve("norm.svg");
        assertThat(figure("maxNorm(A)", "--out", file).code()).isZero();
        Matcher metadata = Pattern.compile("<metadata>(.*)</metadata>").matcher(Files.readString(file));
        assertThat(metadata.find()).isTrue();
        JsonObject origin = JsonParser.parseString(metadata.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")).getAsJsonObject();
        assertThat(origin.getAsJsonObject("experiment").get("identity").getAsString()).isEqualTo(archive.header().identity());
        assertThat(origin.get("run").getAsString()).isEqualTo("run");
        assertThat(origin.getAsJsonArray("trials")).hasSize(8);
        JsonObject analysis = origin.getAsJsonArray("analyses").get(0).getAsJsonObject();
        assertThat(origin.getAsJsonArray("analyses")).hasSize(1);
        assertThat(analysis.get("element").getAsString()).isEqualTo("scaling");
        assertThat(analysis.getAsJsonObject("settings").size()).isPositive();
    }

    /** The workbench has the plan, the command line has the folder. */
    @Test
    void theWorkbenchSaysTheSame() throws Exception {
        RunPlan plan = RunHeader.plan(ExtensionReader.read(Platform.getExtensionRegistry()), RunFolder.forReading(run));
        assertThat(FigureOrigin.of(plan, "run").json("1.2.3.v2026", archive.results()))
                .isEqualTo(FigureOrigin.read(run).json("1.2.3", archive.results())).contains("\"plumbline\":\"1.2.3\"");
    }

    @Test
    void withoutAQuantityThereIsAFileForEach() throws Exception {
        CommandLineSession session = figure("--out", folder.resolve("all"), "--format", "pdf");
        assertThat(session.code()).as(session.err()).isZero();
        try (Stream<Path> files = Files.list(folder.resolve("all"))) {
            assertThat(files).hasSize(archive.results().size()).allMatch(f -> f.toString().endsWith(".pdf"));
        }
    }

    @Test
    void idsAreUniqueInAPageOfManyFigures() {
        String page = CommandLineSession.run("report", run, "--format", "html").out();
        Matcher ids = Pattern.compile(" id=\"([^\"]*)\"").matcher(page);
        Set<String> seen = new HashSet<>();
        while (ids.find()) {
            assertThat(seen.add(ids.group(1))).as("id %s once", ids.group(1)).isTrue();
        }
        Matcher uses = Pattern.compile("url\\(#([^)]*)\\)|href=\"#([^\"]*)\"").matcher(page);
        int found = 0;
        while (uses.find()) {
            assertThat(seen).contains(uses.group(1) == null ? uses.group(2) : uses.group(1));
            found++;
        }
        assertThat(found).isGreaterThan(archive.results().size());
    }

    private static void refused(int code, CommandLineSession session, String... named) {
        assertThat(session.code()).as(session.err()).isEqualTo(code);
        assertThat(session.err().lines()).hasSize(1);
        assertThat(session.err()).startsWith("plumbline: ").contains(named).doesNotContain("Exception");
    }

    @Test
    void badInputIsOneLine() throws Exception {
        refused(2, figure("maxNorm(Z)", "--out", folder.resolve("a.svg")), "'maxNorm(Z)'", "scaling/maxNorm(A)");
        refused(2, figure("maxNorm(A)", "--out", folder.resolve("a.bmp")), "a.bmp", "svg, pdf, png, csv");
        refused(2, figure("maxNorm(A)", "--out", folder.resolve("a.svg"), "--format", "gif"), "gif");
        refused(2, figure("maxNorm(A)"), "--out");
        refused(2, figure("--out", folder.resolve("all.svg")), "all.svg", "folder");
        refused(2, CommandLineSession.run("figure", folder.resolve("nowhere"), "--out", folder.resolve("a.svg")), "nowhere");
        Path file = Files.writeString(folder.resolve("file"), "x");
        refused(3, figure("maxNorm(A)", "--out", file.resolve("a.svg")), file.toString(), "is a file");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(f -> f.getFileName().toString())).containsExactly("file");
        }
    }
}
