package org.plumbline.headless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.eclipse.collections.api.list.ImmutableList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.run.RunArchive;
import org.plumbline.engine.run.StoredRun;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

@Timeout(120)
class ExportCommandTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    @TempDir
    private static Path runs;
    private static Path run;
    private static ImmutableList<TrialRecord> records;

    @TempDir
    private Path folder;

    @BeforeAll
    static void runASmallSweep() throws Exception {
        run = runs.resolve("run");
        CommandLineSession session = CommandLineSession.run("run", "gallery:scaling-limits/tanh-adam-small", "--set", "depth=3,6", "--set",
                "seed=0,1", "--set", "training.epochs=2", "--out", run);
        assertThat(session.code()).as(session.err()).isZero();
        records = RunArchive.open(run).records();
        assertThat(records).hasSize(4);
    }

    private CommandLineSession export(String format, Object... more) {
        return CommandLineSession.run(Stream.concat(Stream.of("export", run, "--format", format), Stream.of(more)).toArray());
    }

    private static List<String> files(Path root) throws Exception {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).map(f -> root.relativize(f).toString()).toList();
        }
    }

    @Test
    void theFormatsAreListed() {
        CommandLineSession session = CommandLineSession.run("list", "exporters");
        assertThat(session.code()).isZero();
        assertThat(session.out()).contains("npz - ", "csv - ", "tensorboard - ", "mlflow - ", "experiment ", "org.plumbline.exporters");
    }

    @Test
    void wholeRunsAsFiles() throws Exception {
        for (String format : List.of("npz", "csv", "tensorboard")) {
            Path out = folder.resolve(format);
            CommandLineSession session = export(format, "--out", out);
            assertThat(session.code()).as(session.err()).isZero();
            assertThat(session.out()).isEqualTo("4 trials exported as " + format + " to " + out + System.lineSeparator());
            assertThat(session.err()).isEmpty();
            assertThat(files(out)).contains("export.json").noneMatch(name -> name.endsWith(".part"));
        }
        assertThat(files(folder.resolve("npz"))).containsAll(records.collect(r -> r.id() + ".npz").castToList());
        assertThat(Files.readAllLines(folder.resolve("csv/trials.csv"))).hasSize(5);
        assertThat(Files.readAllLines(folder.resolve("csv/losses.csv"))).hasSize(9);
        assertThat(Files.readAllLines(folder.resolve("csv/points.csv")).size()).isGreaterThan(2);
        assertThat(files(folder.resolve("tensorboard")).stream().filter(name -> name.contains("tfevents"))).hasSize(4);
    }

    @Test
    void oneTrialByTheBeginningOfItsId() throws Exception {
        String id = records.get(2).id();
        Path out = folder.resolve("out");
        CommandLineSession session = export("npz", "--out", out, "--trial", id.substring(0, 8));
        assertThat(session.code()).as(session.err()).isZero();
        assertThat(files(out)).containsExactlyInAnyOrder(id + ".npz", "trials.csv", "export.json");
    }

    private void refused(int code, CommandLineSession session, String... named) {
        assertThat(session.code()).as(session.err()).isEqualTo(code);
        assertThat(session.errors()).as(session.err()).hasSize(1);
        assertThat(session.errors().get(0)).startsWith("plumbline: ").contains(named).doesNotContain("Exception");
    }

    @Test
    void badInputIsOneLine() throws Exception {
        Path out = folder.resolve("out");
        refused(2, export("xlsx", "--out", out), "'xlsx'", "csv, mlflow, npz, tensorboard");
        refused(2, export("csv", "--out", out, "--trial", "zzzzzz"), "'zzzzzz'", records.get(0).id().substring(0, 8));
        refused(2, export("csv", "--out", out, "--trial", records.get(0).id().substring(0, 5)), "at least 6");
        refused(2, export("csv", "--out", out, "--follow"), "--follow", "mlflow, tensorboard");
        refused(2, export("csv", "--out", out, "--set", "speed=1"), "speed");
        refused(2, export("csv", "--out", out, "--set", "speed"), "speed");
        refused(2, CommandLineSession.run("export", folder.resolve("nowhere"), "--format", "csv"), "nowhere");
        refused(2, CommandLineSession.run("export", run), "--format");
        refused(2, export("csv", "--out", run), run.toString(), "not empty");
        refused(2, export("mlflow", "--out", out), out.toString(), "http");
        assertThat(out).doesNotExist();
        assertThat(export("csv", "--out", out).code()).isZero();
        refused(2, export("csv", "--out", out), out.toString(), "not empty");
        refused(2, export("tensorboard", "--out", out), out.toString(), "as csv");
    }

    @Test
    void aServerThatIsNotThereIsOneLine() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        refused(3, export("mlflow", "--out", "http://localhost:" + closed), "http://localhost:" + closed);
    }

    @Test
    void aPlaceThatCannotBeWrittenIsOneLine() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        refused(2, export("csv", "--out", file.resolve("out")), file.toString());
    }

    /** The mirror begins when the run has, and ends with it. */
    @Test
    void aRunThatGoesOnIsFollowed() throws Exception {
        Path going = folder.resolve("going");
        CompletableFuture<CommandLineSession> running = CompletableFuture.supplyAsync(() -> CommandLineSession.run("run",
                "gallery:scaling-limits/tanh-adam-small", "--set", "depth=3,6,12,24,48", "--set", "seed=0,1,2", "--workers", 1, "--out", going));
        while (!Files.exists(going.resolve("run.json")) && !running.isDone()) {
            Thread.sleep(5);
        }
        Path out = folder.resolve("board");
        CommandLineSession session = CommandLineSession.run("export", going, "--format", "tensorboard", "--follow", "--out", out);
        assertThat(session.code()).as(session.err()).isZero();
        assertThat(session.out()).startsWith("15 trials exported as tensorboard");
        assertThat(running.get(60, TimeUnit.SECONDS).code()).isZero();
        assertThat(files(out).stream().filter(name -> name.contains("tfevents"))).hasSize(15);
        Path again = folder.resolve("again");
        CommandLineSession.run("export", going, "--format", "tensorboard", "--out", again);
        for (String name : files(again)) {
            assertThat(out.resolve(name)).hasSameBinaryContentAs(again.resolve(name));
        }
    }

    private static String pythonOf(Path page) throws Exception {
        String text = Files.readString(page);
        return text.substring(text.indexOf("```python\n") + "```python\n".length(), text.indexOf("\n```\n"));
    }

    /** Runs the very lines of the page, which the readme quotes. */
    @Test
    void theReaderOfThePageReadsTheRun() throws Exception {
        Path page = Path.of(System.getProperty("plumbline.root", ".")).resolve("releng/docs/reading-runs.md");
        assumeThat(page).as("sources").isRegularFile();
        assumeThat(PYTHON).as("Debian's Python").isExecutable();
        assumeThat(new ProcessBuilder(PYTHON.toString(), "-c", "import numpy").start().waitFor()).as("import numpy; apt-get install python3-numpy").isZero();
        String reader = pythonOf(page);
        assertThat(pythonOf(page.resolveSibling("../../README.md"))).isEqualTo(reader);
        assertThat(reader.lines().filter(line -> !line.isBlank())).as("ten lines and the import").hasSizeLessThanOrEqualTo(11);
        Path program = Files.writeString(folder.resolve("reader.py"), reader + """

                import sys
                print(json.dumps([[plan["id"], record["finalLoss"], record["epochLosses"], {name: a.ravel().tolist() for name, a in parameters.items()}]
                    for plan, record, parameters in trials(sys.argv[1])]))
                """);
        Process process = new ProcessBuilder(PYTHON.toString(), program.toString(), run.toString()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        JsonArray read = JsonParser.parseString(said).getAsJsonArray();
        Set<String> seen = new HashSet<>();
        StoredRun stored = StoredRun.open(run);
        for (TrialRecord record : records) {
            JsonArray trial = read.asList().stream().map(e -> e.getAsJsonArray()).filter(e -> e.get(0).getAsString().equals(record.id())).findAny().orElseThrow();
            assertThat(trial.get(1).getAsDouble()).isEqualTo(record.finalLoss());
            assertThat(numbers(trial.get(2).getAsJsonArray())).containsExactly(record.epochLosses().toArray());
            JsonObject parameters = trial.get(3).getAsJsonObject();
            assertThat(parameters.keySet()).isEqualTo(stored.parameters(record.id()).keySet());
            for (var tensor : stored.parameters(record.id()).entrySet()) {
                assertThat(numbers(parameters.getAsJsonArray(tensor.getKey()))).containsExactly(tensor.getValue().values().doubles(tensor.getValue().shape().size()));
            }
            seen.add(record.id());
        }
        assertThat(seen).hasSize(read.size());
    }

    private static double[] numbers(JsonArray array) {
        List<Double> numbers = new ArrayList<>();
        array.forEach(e -> numbers.add(e.getAsDouble()));
        return numbers.stream().mapToDouble(d -> d).toArray();
    }
}
