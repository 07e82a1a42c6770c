package org.plumbline.exporters.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.ExportSummary;
import org.plumbline.exporters.TestRun;

import com.google.gson.JsonObject;

@Timeout(60)
class MlflowExporterTest {
    private static final long START = Instant.parse(TestRun.STARTED).toEpochMilli();
    private final TrialRecord done = TestRun.trial(1, TrialState.DONE, 2345);
    private final TrialRecord diverged = TestRun.trial(2, TrialState.DIVERGED, 2);
    private final TrialRecord cancelled = TestRun.trial(3, TrialState.CANCELLED, 0);
    private final TestRun run = TestRun.of("abc", done, diverged, cancelled);
    private FakeMlflow server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeMlflow();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ExportSummary export(TestRun some, Map<String, String> environment, String experiment) throws IOException, InterruptedException {
        return new MlflowExporter(environment, Duration.ofMillis(1)).export(some,
                environment.containsKey("MLFLOW_TRACKING_URI") ? Optional.empty() : Optional.of(server.address() + "/"),
                Settings.of(Map.of("experiment", experiment)));
    }

    private ExportSummary export(TestRun some) throws IOException, InterruptedException {
        return export(some, Map.of(), "");
    }

    private FakeMlflow.Run stored(TrialRecord record) {
        List<FakeMlflow.Run> found = server.runs.values().stream().filter(r -> record.id().equals(r.tags.get("plumbline.trial"))).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void everyNumberArrives() throws Exception {
        ExportSummary summary = export(run);
        assertThat(summary.trials()).isEqualTo(3);
        assertThat(server.experiments).containsOnlyKeys("test run");
        FakeMlflow.Run one = stored(done);
        assertThat(one.status).isEqualTo("FINISHED");
        assertThat(one.params).containsEntry("architecture.depth", "4").containsEntry("seed", "1").containsEntry("optimiser.note", TestRun.NASTY);
        List<JsonObject> losses = one.history("loss");
        assertThat(losses).hasSize(2345);
        for (int i = 0; i < losses.size(); i++) {
            assertThat(losses.get(i).get("value").getAsDouble()).isEqualTo(done.epochLosses().get(i));
            assertThat(losses.get(i).get("step").getAsInt()).isEqualTo(i + 1);
            assertThat(losses.get(i).get("timestamp").getAsLong()).isEqualTo(START + Math.round(250.0 * (i + 1)));
        }
        assertThat(one.history("finalLoss").getFirst().get("value").getAsDouble()).isEqualTo(done.finalLoss());
        assertThat(one.history("scaling/maxNorm_A_").getFirst().get("value").getAsDouble()).isEqualTo(done.measurements().get("scaling/maxNorm(A)"));
        assertThat(one.end).isEqualTo(START + Math.round(250.0 * 2345));
        assertThat(stored(diverged).status).isEqualTo("FAILED");
        assertThat(stored(diverged).tags).containsEntry("plumbline.state", "DIVERGED").containsEntry("plumbline.run", "abc");
        assertThat(stored(diverged).history("finalLoss")).isEmpty();
        assertThat(stored(cancelled).status).isEqualTo("KILLED");
        assertThat(server.requests.stream().filter("POST runs/log-batch"::equals)).as("parameters, 1000 metrics a time, state")
                .hasSize((1 + 3 + 1) + 2 * 3);
    }

    @Test
    void aSecondExportSendsNothing() throws Exception {
        export(run);
        int runs = server.runs.size();
        int before = server.requests.size();
        ExportSummary again = export(run);
        assertThat(again.notes().getOnly()).isEqualTo("3 of 3 trials were there already");
        assertThat(server.runs).hasSize(runs);
        assertThat(server.requests.subList(before, server.requests.size())).containsOnly("GET experiments/get-by-name", "POST runs/search");
        export(run.only(done, TestRun.trial(4, TrialState.DONE, 1)));
        assertThat(server.runs).hasSize(runs + 1);
    }

    @Test
    void anExportThatWasCutOffIsCompleted() throws Exception {
        server.busy.put("runs/update", 100);
        assertThatThrownBy(() -> export(run)).isInstanceOf(IOException.class).hasMessageContaining(server.address())
                .hasMessageContaining("runs/update").hasMessageContaining("503");
        assertThat(stored(done).status).isEqualTo("RUNNING");
        server.busy.clear();
        export(run);
        assertThat(stored(done).status).isEqualTo("FINISHED");
        assertThat(stored(cancelled).status).isEqualTo("KILLED");
        TrialRecord again = TestRun.trial(3, TrialState.DONE, 4);
        export(TestRun.of("abc", again));
        assertThat(stored(again).status).isEqualTo("FINISHED");
        assertThat(stored(again).tags).containsEntry("plumbline.state", "DONE");
    }

    @Test
    void aBusyServerIsAskedAgain() throws Exception {
        for (String endpoint : List.of("experiments/get-by-name", "experiments/create", "runs/search", "runs/create", "runs/log-batch", "runs/update")) {
            server.busy.put(endpoint, 3);
        }
        export(run);
        assertThat(stored(done).history("loss")).hasSize(2345);
        assertThat(stored(cancelled).status).isEqualTo("KILLED");
    }

    /** The server makes the run, and its answer gets lost: no second run is made. */
    @Test
    void aLostAnswerMakesNoSecondRun() throws Exception {
        server.mute.put("runs/create", 2);
        server.mute.put("experiments/create", 1);
        export(run);
        assertThat(server.runs).hasSize(3);
        assertThat(server.experiments).hasSize(1);
        assertThat(stored(done).status).isEqualTo("FINISHED");
    }

    @Test
    void addressesAndServersThatAreNone() throws Exception {
        for (String bad : List.of("here", "file:///tmp", "http://", "http://user:secret@localhost:1", "http://a b", "/tmp/x")) {
            assertThatThrownBy(() -> new MlflowExporter(Map.of(), Duration.ofMillis(1)).export(run, Optional.of(bad), Settings.of(Map.of("experiment", ""))))
                    .as(bad).isInstanceOf(InvalidInputException.class).hasMessageContaining(bad).hasMessageNotContaining("\n");
        }
        assertThatThrownBy(() -> new MlflowExporter(Map.of(), Duration.ofMillis(1)).export(run, Optional.empty(), Settings.of(Map.of("experiment", ""))))
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("MLFLOW_TRACKING_URI");
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThatThrownBy(() -> export(run, Map.of("MLFLOW_TRACKING_URI", "http://localhost:" + closed), ""))
                .isInstanceOf(IOException.class).hasMessage("no answer from the MLflow server http://localhost:" + closed + ": connection refused");
        assertThatThrownBy(() -> export(run, Map.of("MLFLOW_TRACKING_URI", server.address() + "/elsewhere"), ""))
                .isInstanceOf(IOException.class).hasMessageContaining("ENDPOINT_NOT_FOUND");
    }

    @Test
    void refusalsSayWhatTheServerSays() throws Exception {
        assertThatThrownBy(() -> export(run, Map.of(), "x".repeat(501))).isInstanceOf(IOException.class).hasMessageContaining("INVALID_PARAMETER_VALUE: experiment name");
        export(run, Map.of(), "mine");
        server.deleted = "mine";
        assertThatThrownBy(() -> export(run, Map.of(), "mine")).isInstanceOf(InvalidInputException.class).hasMessageContaining("'mine' is deleted");
    }

    /** RFC 7617: "Basic" and the Base64 of user:password; its own example. */
    @Test
    void credentialsComeFromMlflowsVariables() throws Exception {
        export(run, Map.of(), "");
        assertThat(server.authorisation).isEqualTo("null");
        export(run, Map.of("MLFLOW_TRACKING_USERNAME", "Aladdin", "MLFLOW_TRACKING_PASSWORD", "open sesame"), "");
        assertThat(server.authorisation).isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        export(run, Map.of("MLFLOW_TRACKING_TOKEN", "t"), "");
        assertThat(server.authorisation).isEqualTo("Bearer t");
    }

    @Test
    void namesFollowMlflowsRules() {
        MlflowNames names = new MlflowNames();
        assertThat(names.allowed("scaling/maxNorm(A)")).isEqualTo("scaling/maxNorm_A_");
        assertThat(names.allowed("scaling/maxNorm[A]")).isEqualTo("scaling/maxNorm_A__2");
        assertThat(names.allowed("../a")).isEqualTo("_/a");
        assertThat(names.allowed("/a//b/./..")).isEqualTo("_a/b/_/_");
        assertThat(names.allowed("")).isEqualTo("_");
        assertThat(names.allowed("\u4e2d".repeat(999))).hasSize(240);
        assertThat(names.allowed("\u4e2d".repeat(999))).hasSize(242);
    }
}
