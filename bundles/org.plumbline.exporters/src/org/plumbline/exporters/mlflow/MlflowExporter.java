package org.plumbline.exporters.mlflow;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.spi.ExportSummary;
import org.plumbline.engine.spi.Exporter;
import org.plumbline.engine.spi.RunData;
import org.plumbline.exporters.Names;

import com.google.gson.JsonObject;

/**
 * A run on an MLflow server for each trial that has ended. Trials are recognised by their identity: one that is there in full is
 * not sent again, one whose export was cut off, or that was run again since, is completed.
 */
public final class MlflowExporter implements Exporter {
    private static final String SERVER = "MLFLOW_TRACKING_URI";
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Map<String, String> environment;
    private final Duration pause;

    public MlflowExporter() {
        this(System.getenv(), PAUSE);
    }

    MlflowExporter(Map<String, String> environment, Duration pause) {
        this.environment = environment;
        this.pause = pause;
    }

    @Override
    public boolean continues() {
        return true;
    }

    @Override
    public ExportSummary export(RunData run, Optional<String> target, Settings settings) throws IOException, InterruptedException {
        URI server = server(target);
        String name = settings.text("experiment").isBlank() ? run.header().name() : settings.text("experiment").strip();
        try (MlflowClient client = new MlflowClient(server, pause, environment)) {
            MlflowExperiment experiment = MlflowExperiment.of(client, name);
            Map<String, MlflowExperiment.Logged> there = experiment.trials();
            int kept = 0;
            MutableList<TrialRecord> ended = run.records().select(record -> record.state().isFinal()).toList();
            for (TrialRecord record : ended) {
                MlflowExperiment.Logged logged = there.get(record.id());
                if (logged != null && logged.state().equals(record.state().name())) {
                    kept++;
                } else {
                    send(client, experiment, run, record, logged);
                }
            }
            MutableList<String> notes = Lists.mutable.empty();
            if (kept > 0) {
                notes.add(kept + " of " + ended.size() + " trials were there already");
            }
            return new ExportSummary(server + ", experiment '" + name + "'", ended.size(), notes.toImmutable());
        } catch (NullPointerException | ClassCastException | IllegalStateException | UnsupportedOperationException e) {
            // what JSON of another form than documented ends in
            throw new IOException("the server " + server + " does not answer as MLflow does", e);
        }
    }

    private static void send(MlflowClient client, MlflowExperiment experiment, RunData run, TrialRecord record,
            MlflowExperiment.Logged logged) throws IOException, InterruptedException {
        MlflowTrial trial = new MlflowTrial(record, start(run));
        String id = logged != null ? logged.run()
                : experiment.create(record.id(), Names.readable(record), run.header().identity(), start(run));
        for (JsonObject batch : trial.batches()) {
            batch.addProperty("run_id", id);
            client.post("runs/log-batch", batch);
        }
        JsonObject end = new JsonObject();
        end.addProperty("run_id", id);
        end.addProperty("status", trial.status());
        end.addProperty("end_time", trial.end());
        client.post("runs/update", end);
    }

    private static long start(RunData run) {
        try {
            return Instant.parse(run.header().provenance().getIfAbsentValue("started", "")).toEpochMilli();
        } catch (DateTimeParseException e) {
            return 0;
        }
    }

    private URI server(Optional<String> target) {
        String text = target.orElse(environment.getOrDefault(SERVER, "")).strip();
        if (text.isEmpty()) {
            throw new InvalidInputException("no MLflow server is named: give its address, such as http://localhost:5000, or set " + SERVER);
        }
        try {
            URI uri = new URI(text.replaceFirst("/+$", ""));
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null
                    && uri.getUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // the same message as for an address of another kind
        }
        throw new InvalidInputException("cannot export to '" + text + "': expected the http or https address of an MLflow server");
    }
}
