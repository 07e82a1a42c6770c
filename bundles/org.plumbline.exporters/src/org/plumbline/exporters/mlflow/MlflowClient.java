package org.plumbline.exporters.mlflow;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/**
 * Requests to the REST interface of one MLflow server. A request that can be repeated is tried again, after a while, if the
 * server cannot be reached or is busy.
 * <p>Source: mlflow.org, "REST API", version 2.0. Credentials come from the variables that MLflow's own client reads.</p>
 */
final class MlflowClient implements AutoCloseable {
    private static final String API = "/api/2.0/mlflow/";
    private static final int TRIES = 4;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int LONGEST_MESSAGE = 300;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
    private final URI server;
    private final Duration pause;
    private final Optional<String> authorisation;

    /**
     * @param server      its address, without a slash at the end
     * @param pause       before the second try; twice as long before each further one
     * @param environment where {@code MLFLOW_TRACKING_TOKEN}, or {@code MLFLOW_TRACKING_USERNAME} and {@code _PASSWORD}, are
     */
    MlflowClient(URI server, Duration pause, Map<String, String> environment) {
        this.server = server;
        this.pause = pause;
        this.authorisation = authorisation(environment);
    }

    private static Optional<String> authorisation(Map<String, String> environment) {
        String token = environment.getOrDefault("MLFLOW_TRACKING_TOKEN", "");
        String user = environment.getOrDefault("MLFLOW_TRACKING_USERNAME", "");
        if (!token.isEmpty()) {
            return Optional.of("Bearer " + token);
        }
        String pair = user + ":" + environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", "");
        return user.isEmpty() ? Optional.empty()
                : Optional.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** Reads; tried several times. */
    JsonObject get(String path, String parameter, String value) throws IOException, InterruptedException {
        return repeated(path, request(path + "?" + parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)).GET());
    }

    /** Sends what can be sent twice; tried several times. */
    JsonObject post(String path, JsonObject body) throws IOException, InterruptedException {
        return repeated(path, posting(path, body));
    }

    /** Sends what must not be sent twice; tried once. */
    JsonObject postOnce(String path, JsonObject body) throws IOException, InterruptedException {
        return send(path, posting(path, body));
    }

    private HttpRequest.Builder posting(String path, JsonObject body) {
        return request(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + API + path)).timeout(ANSWER)
                .header("Accept", "application/json");
        authorisation.ifPresent(text -> request.header("Authorization", text));
        return request;
    }

    private JsonObject repeated(String path, HttpRequest.Builder request) throws IOException, InterruptedException {
        for (int tries = 1;; tries++) {
            try {
                return send(path, request);
            } catch (MlflowException e) {
                if (!e.isTransient() || tries == TRIES) {
                    throw e;
                }
                pause(tries);
            }
        }
    }

    /** Waits after a try that failed, longer after each. */
    void pause(int tries) throws InterruptedException {
        Thread.sleep(pause.multipliedBy(1L << tries - 1));
    }

    static boolean isLast(int tries) {
        return tries >= TRIES;
    }

    private JsonObject send(String path, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response;
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new MlflowException("no answer from the MLflow server " + server + ": " + reason(e), "", true, e);
        }
        JsonObject answer = object(response.body());
        int status = response.statusCode();
        if (status == 200 && answer != null) {
            return answer;
        }
        boolean busy = status == TOO_MANY_REQUESTS || status >= 500;
        String code = answer == null ? "" : text(answer, "error_code");
        String said = code.isEmpty() ? "HTTP " + status + ", and not as MLflow answers"
                : (code + ": " + text(answer, "message")).lines().findFirst().orElse("");
        throw new MlflowException("the MLflow server " + server + " refuses " + path + ": "
                + said.substring(0, Math.min(LONGEST_MESSAGE, said.length())), code, busy, null);
    }

    private static String reason(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "its name is not known";
            }
            if (cause instanceof HttpConnectTimeoutException) {
                return "no connection within " + CONNECT.toSeconds() + " s";
            }
        }
        return e.getMessage() == null ? "connection refused" : e.getMessage();
    }

    private static JsonObject object(String body) {
        try {
            JsonElement json = JsonParser.parseString(body);
            return json.isJsonObject() ? json.getAsJsonObject() : null;
        } catch (JsonParseException e) {
            return null;
        }
    }

    /** @return a member as text; empty if it is not there */
    static String text(JsonObject json, String name) {
        JsonElement value = json.get(name);
        return value == null || !value.isJsonPrimitive() ? "" : value.getAsString();
    }

    @Override
    public void close() {
        client.close();
    }
}
