package org.plumbline.exporters.mlflow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** The part of MLflow's REST interface that the exporter uses, with the limits and the refusals of MLflow's own server. */
final class FakeMlflow implements AutoCloseable {
    /** Smaller than what is asked for, so that there are several pages. */
    private static final int PAGE = 2;
    private static final Pattern FILTER = Pattern.compile("tags\\.`([\\w.]+)` (=|!=) '([^']*)'");

    /** A run as it is stored. */
    static final class Run {
        String id;
        String name;
        String status = "RUNNING";
        long start;
        long end;
        final Map<String, String> tags = new TreeMap<>();
        final Map<String, String> params = new TreeMap<>();
        final List<JsonObject> metrics = new ArrayList<>();

        List<JsonObject> history(String key) {
            return metrics.stream().filter(m -> m.get("key").getAsString().equals(key)).toList();
        }
    }

    final Map<String, String> experiments = new LinkedHashMap<>();
    final Map<String, Run> runs = new LinkedHashMap<>();
    final List<String> requests = new ArrayList<>();
    /** Endpoint to the number of its next requests that are answered with 503, without being done. */
    final Map<String, Integer> busy = new HashMap<>();
    /** Endpoint to the number of its next requests that are done, and then not answered. */
    final Map<String, Integer> mute = new HashMap<>();
    String authorisation = "";
    String deleted = "";
    private final HttpServer server;

    FakeMlflow() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        String endpoint = path.replaceFirst("^/api/2\\.0/mlflow/", "");
        requests.add(exchange.getRequestMethod() + " " + endpoint);
        authorisation = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (busy.merge(endpoint, -1, Integer::sum) >= 0) {
            send(exchange, 503, "<html>busy</html>");
            return;
        }
        try {
            if (!path.startsWith("/api/2.0/mlflow/")) {
                throw new Refusal(404, "ENDPOINT_NOT_FOUND", path);
            }
            if (exchange.getRequestMethod().equals("POST")) {
                require(exchange.getRequestHeaders().getFirst("Content-Type").startsWith("application/json"), "content type");
                require(body.length() <= 1_000_000, "Batched logging API requests must be at most 1000000 bytes");
            }
            JsonObject answer = handler(exchange.getRequestMethod() + " " + endpoint).apply(exchange.getRequestMethod().equals("POST")
                    ? JsonParser.parseString(body).getAsJsonObject() : query(exchange.getRequestURI().getRawQuery()));
            if (mute.merge(endpoint, -1, Integer::sum) >= 0) {
                exchange.close();
                return;
            }
            send(exchange, 200, answer.toString());
        } catch (Refusal refusal) {
            JsonObject error = new JsonObject();
            error.addProperty("error_code", refusal.code);
            error.addProperty("message", refusal.getMessage());
            send(exchange, refusal.status, error.toString());
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static JsonObject query(String query) {
        JsonObject json = new JsonObject();
        String[] pair = query.split("=", 2);
        json.addProperty(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        return json;
    }

    private Function<JsonObject, JsonObject> handler(String request) {
        return switch (request) {
            case "GET experiments/get-by-name" -> this::byName;
            case "POST experiments/create" -> this::createExperiment;
            case "POST runs/search" -> this::search;
            case "POST runs/create" -> this::createRun;
            case "POST runs/log-batch" -> this::logBatch;
            case "POST runs/update" -> this::update;
            default -> throw new Refusal(404, "ENDPOINT_NOT_FOUND", request);
        };
    }

    private JsonObject byName(JsonObject in) {
        String name = in.get("experiment_name").getAsString();
        if (!experiments.containsKey(name)) {
            throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "Could not find experiment with name '" + name + "'");
        }
        JsonObject experiment = new JsonObject();
        experiment.addProperty("experiment_id", experiments.get(name));
        experiment.addProperty("lifecycle_stage", name.equals(deleted) ? "deleted" : "active");
        return wrap("experiment", experiment);
    }

    private JsonObject createExperiment(JsonObject in) {
        String name = in.get("name").getAsString();
        require(!name.isEmpty() && name.length() <= 500, "experiment name");
        if (experiments.containsKey(name)) {
            throw new Refusal(400, "RESOURCE_ALREADY_EXISTS", "Experiment '" + name + "' already exists.");
        }
        experiments.put(name, Integer.toString(experiments.size() + 1));
        JsonObject out = new JsonObject();
        out.addProperty("experiment_id", experiments.get(name));
        return out;
    }

    private JsonObject search(JsonObject in) {
        Matcher filter = FILTER.matcher(in.get("filter").getAsString());
        require(filter.matches(), "Invalid filter");
        require(in.get("max_results").getAsInt() <= 50_000, "max_results");
        require(experiments.containsValue(in.getAsJsonArray("experiment_ids").get(0).getAsString()), "experiment");
        List<Run> found = runs.values().stream().filter(run -> {
            String tag = run.tags.get(filter.group(1));
            return tag != null && tag.equals(filter.group(3)) == filter.group(2).equals("=");
        }).toList();
        int from = in.has("page_token") ? Integer.parseInt(in.get("page_token").getAsString()) : 0;
        int to = Math.min(found.size(), from + PAGE);
        JsonObject out = new JsonObject();
        if (to > from) {
            JsonArray page = new JsonArray();
            found.subList(from, to).forEach(run -> page.add(json(run)));
            out.add("runs", page);
        }
        if (to < found.size()) {
            out.addProperty("next_page_token", Integer.toString(to));
        }
        return out;
    }

    private static JsonObject json(Run run) {
        JsonObject info = new JsonObject();
        info.addProperty("run_id", run.id);
        info.addProperty("status", run.status);
        JsonArray tags = new JsonArray();
        run.tags.forEach((key, value) -> {
            JsonObject tag = new JsonObject();
            tag.addProperty("key", key);
            tag.addProperty("value", value);
            tags.add(tag);
        });
        JsonObject json = wrap("info", info);
        json.add("data", wrap("tags", tags));
        return json;
    }

    private JsonObject createRun(JsonObject in) {
        require(experiments.containsValue(in.get("experiment_id").getAsString()), "experiment");
        Run run = new Run();
        run.id = "run" + runs.size();
        run.name = in.get("run_name").getAsString();
        run.start = in.get("start_time").getAsLong();
        tags(in, run);
        runs.put(run.id, run);
        return wrap("run", json(run));
    }

    private JsonObject logBatch(JsonObject in) {
        Run run = run(in);
        JsonArray metrics = in.has("metrics") ? in.getAsJsonArray("metrics") : new JsonArray();
        JsonArray params = in.has("params") ? in.getAsJsonArray("params") : new JsonArray();
        require(metrics.size() <= 1000, "A batch logging request can contain at most 1000 metrics");
        require(params.size() <= 100, "at most 100 params");
        for (JsonElement element : metrics) {
            JsonObject metric = element.getAsJsonObject();
            name(metric.get("key").getAsString());
            Double.parseDouble(metric.get("value").getAsString());
            require(metric.get("timestamp").getAsLong() >= 0 && metric.get("step").getAsLong() >= 0, "timestamp, step");
            run.metrics.add(metric);
        }
        for (JsonElement element : params) {
            JsonObject param = element.getAsJsonObject();
            String value = param.get("value").getAsString();
            require(value.length() <= 500, "param value");
            String before = run.params.put(name(param.get("key").getAsString()), value);
            require(before == null || before.equals(value), "Changing param values is not allowed");
        }
        tags(in, run);
        return new JsonObject();
    }

    private JsonObject update(JsonObject in) {
        Run run = run(in);
        run.status = in.get("status").getAsString();
        require(List.of("RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED").contains(run.status), "status");
        run.end = in.get("end_time").getAsLong();
        return wrap("run_info", new JsonObject());
    }

    private Run run(JsonObject in) {
        Run run = runs.get(in.get("run_id").getAsString());
        require(run != null, "run_id");
        return run;
    }

    private static void tags(JsonObject in, Run run) {
        if (in.has("tags")) {
            require(in.getAsJsonArray("tags").size() <= 100, "at most 100 tags");
            in.getAsJsonArray("tags").forEach(tag -> run.tags.put(name(tag.getAsJsonObject().get("key").getAsString()),
                    tag.getAsJsonObject().get("value").getAsString()));
        }
    }

    /** The two rules of mlflow/utils/validation.py: characters, and that the name is normal as a path. */
    private static String name(String name) {
        require(name.matches("[/\\w.\\- ]+") && name.length() <= 250, "Invalid name: '" + name + "'");
        String normal = Path.of(name).normalize().toString();
        require(normal.equals(name) && !normal.startsWith("..") && !normal.startsWith("/"), "Names may be treated as files: '" + name + "'");
        return name;
    }

    private static JsonObject wrap(String name, JsonElement value) {
        JsonObject out = new JsonObject();
        out.add(name, value);
        return out;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new Refusal(400, "INVALID_PARAMETER_VALUE", message);
        }
    }

    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String code;

        Refusal(int status, String code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }
    }
}
