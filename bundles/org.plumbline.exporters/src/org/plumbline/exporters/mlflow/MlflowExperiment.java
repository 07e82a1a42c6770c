package org.plumbline.exporters.mlflow;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.plumbline.engine.finding.InvalidInputException;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** An experiment on a server, and the trials that it holds. */
final class MlflowExperiment {
    private static final int PAGE = 1000;
    private final MlflowClient client;
    private final String id;

    private MlflowExperiment(MlflowClient client, String id) {
        this.client = client;
        this.id = id;
    }

    /** A run on the server: its id, and the state that it has in full; empty while it is not complete. */
    record Logged(String run, String state) {
    }

    /** Finds an experiment by name, or makes it. */
    static MlflowExperiment of(MlflowClient client, String name) throws IOException, InterruptedException {
        Optional<MlflowExperiment> there = find(client, name);
        if (there.isPresent()) {
            return there.get();
        }
        JsonObject body = new JsonObject();
        body.addProperty("name", name);
        try {
            return new MlflowExperiment(client, client.post("experiments/create", body).get("experiment_id").getAsString());
        } catch (MlflowException e) {
            if (e.code().equals("RESOURCE_ALREADY_EXISTS")) {
                return find(client, name).orElseThrow(() -> e);
            }
            throw e;
        }
    }

    private static Optional<MlflowExperiment> find(MlflowClient client, String name) throws IOException, InterruptedException {
        try {
            JsonObject experiment = client.get("experiments/get-by-name", "experiment_name", name).getAsJsonObject("experiment");
            if ("deleted".equals(MlflowClient.text(experiment, "lifecycle_stage"))) {
                throw new InvalidInputException("experiment '" + name + "' is deleted on the MLflow server; restore it there, or set experiment");
            }
            return Optional.of(new MlflowExperiment(client, experiment.get("experiment_id").getAsString()));
        } catch (MlflowException e) {
            if (e.code().equals("RESOURCE_DOES_NOT_EXIST")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** @return identity of a trial to the run that holds it, for all trials of the experiment */
    Map<String, Logged> trials() throws IOException, InterruptedException {
        return search("tags.`" + MlflowTrial.TRIAL + "` != ''");
    }

    private Map<String, Logged> search(String filter) throws IOException, InterruptedException {
        Map<String, Logged> found = new HashMap<>();
        String page = "";
        do {
            JsonObject body = new JsonObject();
            JsonArray experiments = new JsonArray();
            experiments.add(id);
            body.add("experiment_ids", experiments);
            body.addProperty("filter", filter);
            body.addProperty("max_results", PAGE);
            if (!page.isEmpty()) {
                body.addProperty("page_token", page);
            }
            JsonObject answer = client.post("runs/search", body);
            if (answer.has("runs")) {
                answer.getAsJsonArray("runs").forEach(run -> add(run.getAsJsonObject(), found));
            }
            page = MlflowClient.text(answer, "next_page_token");
        } while (!page.isEmpty());
        return found;
    }

    private static void add(JsonObject run, Map<String, Logged> found) {
        Map<String, String> tags = new HashMap<>();
        JsonObject data = run.getAsJsonObject("data");
        if (data != null && data.has("tags")) {
            for (JsonElement tag : data.getAsJsonArray("tags")) {
                tags.put(tag.getAsJsonObject().get("key").getAsString(), tag.getAsJsonObject().get("value").getAsString());
            }
        }
        JsonObject info = run.getAsJsonObject("info");
        boolean ended = !MlflowClient.text(info, "status").equals("RUNNING");
        found.put(tags.getOrDefault(MlflowTrial.TRIAL, ""),
                new Logged(info.get("run_id").getAsString(), ended ? tags.getOrDefault(MlflowTrial.STATE, "") : ""));
    }

    /**
     * Makes a run for a trial. If no answer comes the server may have made it all the same, so it is looked for before the next
     * try.
     *
     * @return its id
     */
    String create(String trial, String name, String runIdentity, long start) throws IOException, InterruptedException {
        JsonObject body = new JsonObject();
        body.addProperty("experiment_id", id);
        body.addProperty("run_name", name);
        body.addProperty("start_time", start);
        JsonArray tags = new JsonArray();
        tags.add(MlflowTrial.tag("mlflow.runName", name));
        tags.add(MlflowTrial.tag("mlflow.source.name", "plumbline"));
        tags.add(MlflowTrial.tag(MlflowTrial.TRIAL, trial));
        tags.add(MlflowTrial.tag("plumbline.run", runIdentity));
        body.add("tags", tags);
        for (int tries = 1;; tries++) {
            try {
                return client.postOnce("runs/create", body).getAsJsonObject("run").getAsJsonObject("info").get("run_id").getAsString();
            } catch (MlflowException e) {
                if (!e.isTransient() || MlflowClient.isLast(tries)) {
                    throw e;
                }
                client.pause(tries);
                Logged made = search("tags.`" + MlflowTrial.TRIAL + "` = '" + trial.replace("'", "") + "'").get(trial);
                if (made != null) {
                    return made.run();
                }
            }
        }
    }
}
