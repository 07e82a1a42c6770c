package org.plumbline.headless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** What is said before a run: paths, operations, memory; and what cannot fit. */
class ExplainCommandTest {
    private static final String SMALL = "gallery:scaling-limits/tanh-adam-small";

    @TempDir
    private Path folder;

    private static JsonObject explain(String... more) {
        CommandLineSession session = CommandLineSession.run(Stream.concat(Stream.of("explain", SMALL, "--format", "json"),
                Stream.of(more)).toArray());
        assertThat(session.code()).as(session.err()).isZero();
        return JsonParser.parseString(session.out()).getAsJsonObject();
    }

    private static JsonObject cell(JsonObject document, int index) {
        return document.getAsJsonArray("cells").get(index).getAsJsonObject();
    }

    /** d = 10, L = 1000, batch 32: 2 d^2 + d for the affine map, d for tanh, 2 d to scale and add, each times 32 L; three times for a step. */
    @Test
    void countsOperationsAndBytes() {
        JsonObject cell = cell(explain("--set", "depth=1000", "--set", "training.batch=32"), 0);
        JsonObject part = cell.getAsJsonArray("parts").get(0).getAsJsonObject();
        assertThat(part.get("path").getAsString()).startsWith("fused residual dense kernel");
        assertThat(part.get("layers").getAsString()).startsWith("repeat 1000 x residual(");
        double forward = 1000.0 * 32 * (2 * 10 * 10 + 10 + 10 + 2 * 10);
        assertThat(part.get("forwardFlops").getAsDouble()).isCloseTo(forward, within(1.0));
        assertThat(part.get("stepFlops").getAsDouble()).isCloseTo(3 * forward, within(3.0));
        assertThat(cell.get("parameters").getAsInt()).isEqualTo(1000 * 110 + 1);
        JsonObject memory = cell.getAsJsonObject("memory");
        assertThat(memory.get("parametersBytes").getAsDouble()).isEqualTo(2 * 4 * 110_001.0);
        assertThat(memory.get("optimiserBytes").getAsDouble()).isEqualTo(2 * 4 * 110_001.0);
        // The activation and, where all take 2 MB at most, the state of each layer; scratch on top.
        assertThat(memory.get("statesBytes").getAsDouble()).isBetween(2 * 4.0 * 1000 * 320, 2.1 * 4.0 * 1000 * 320);
    }

    @Test
    void precisionAndBackendAreParameters() {
        JsonObject single = cell(explain("--set", "depth=64"), 0);
        JsonObject wide = cell(explain("--set", "depth=64", "--set", "training.precision=double"), 0);
        JsonObject generic = cell(explain("--set", "depth=64", "--backend", "nd4j"), 0);
        assertThat(wide.get("precision").getAsString()).isEqualTo("double");
        assertThat(wide.getAsJsonArray("parts").get(0).getAsJsonObject().get("path").getAsString()).startsWith("fused");
        assertThat(wide.getAsJsonObject("memory").get("parametersBytes").getAsDouble())
                .isEqualTo(2 * single.getAsJsonObject("memory").get("parametersBytes").getAsDouble());
        assertThat(generic.getAsJsonArray("parts").get(0).getAsJsonObject().get("path").getAsString()).startsWith("ND4J");
    }

    @Test
    void textHasALineForEachCell() {
        CommandLineSession session = CommandLineSession.run("explain", SMALL);
        assertThat(session.code()).as(session.err()).isZero();
        assertThat(session.out()).contains("14 cells, 28 trials").contains("architecture.depth=64").contains("fused residual dense kernel")
                .contains("memory of a trial").doesNotContain("NaN");
    }

    /** With little memory activations are computed twice, with less the run is refused with the depth that fits: and that one does. */
    @Test
    void aRunThatCannotFitIsRefusedWithTheDepthThatWould() {
        String[] memory = {"--memory", "12M"};
        JsonObject tight = cell(explain(Stream.concat(Stream.of("--set", "depth=4000"), Stream.of(memory)).toArray(String[]::new)), 0);
        assertThat(tight.getAsJsonArray("parts").get(0).getAsJsonObject().get("path").getAsString()).contains("computed twice");
        CommandLineSession refused = CommandLineSession.run("run", SMALL, "--set", "depth=8000", "--memory", "12M", "--out", folder.resolve("r"));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("architecture").contains("the largest depth that fits is ");
        assertThat(folder.resolve("r")).doesNotExist();
        int largest = Integer.parseInt(refused.err().strip().replaceAll("(?s).*the largest depth that fits is ([0-9]+).*", "$1"));
        assertThat(CommandLineSession.run("explain", SMALL, "--set", "depth=" + largest, "--memory", "12M").code()).isZero();
        assertThat(CommandLineSession.run("explain", SMALL, "--set", "depth=" + (largest + 1), "--memory", "12M").code()).isEqualTo(2);
        assertThat(CommandLineSession.run("explain", SMALL, "--memory", "lots").err()).contains("--memory").contains("'lots'");
    }

    /** Double costs nothing but time: the same trial ends with nearly the same loss, and its stored numbers are float64. */
    @Test
    void aTrialRunsInDouble() {
        String[] common = {"--set", "depth=8", "--set", "seed=0", "--set", "training.epochs=3"};
        double[] loss = new double[2];
        for (int k = 0; k < 2; k++) {
            Path out = folder.resolve("p" + k);
            CommandLineSession run = CommandLineSession.run(Stream.concat(Stream.of("run", SMALL, "--out", out, "--set",
                    "training.precision=" + (k == 0 ? "float" : "double")), Stream.of(common)).toArray());
            assertThat(run.code()).as(run.err()).isZero();
            loss[k] = JsonParser.parseString(CommandLineSession.run("report", out, "--format", "json").out()).getAsJsonObject()
                    .getAsJsonArray("trials").get(0).getAsJsonObject().get("finalLoss").getAsDouble();
        }
        assertThat(loss[0]).isNotEqualTo(loss[1]).isCloseTo(loss[1], within(1e-4 * loss[1]));
    }
}
