package org.plumbline.headless.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

/** A peer: a Python process of one thread that speaks lines of JSON; see {@code peer.py}. */
final class PeerProcess implements Subject {
    static final String PACKAGES = "PyTorch from Debian: apt install python3-torch libopenblas0-pthread";
    private static final Path DEBIAN_PYTHON = Path.of("/usr/bin/python3");
    private static final long SECONDS_TO_END = 5;
    private static final Gson GSON = new Gson();

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;
    private final Path errors;
    private PeerIdentity identity;
    private String note = "";
    private int shares = 1;

    private PeerProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        requests = process.outputWriter();
        answers = process.inputReader();
    }

    /**
     * Starts the peer.
     *
     * @param python  the interpreter; null for that of the system, whose packages have PyTorch
     * @param scripts folder with the peer's programs
     * @throws PeerException if Python or PyTorch is missing; the message names the packages
     */
    static PeerProcess start(String python, Path scripts) throws IOException {
        String interpreter = python != null ? python : Files.isExecutable(DEBIAN_PYTHON) ? DEBIAN_PYTHON.toString() : "python3";
        Path errors = Files.createTempFile(scripts, "peer", ".log");
        ProcessBuilder builder = new ProcessBuilder(interpreter, "-B", scripts.resolve(PeerScripts.MAIN).toString());
        for (String threads : new String[] {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"}) {
            builder.environment().put(threads, "1");
        }
        builder.redirectError(errors.toFile());
        PeerProcess peer;
        try {
            peer = new PeerProcess(builder.start(), errors);
        } catch (IOException e) {
            throw new PeerException("bench: no " + interpreter + "; the peer is " + PACKAGES, e);
        }
        try {
            peer.identity = GSON.fromJson(peer.greeting(interpreter), PeerIdentity.class);
            return peer;
        } catch (PeerException | IOException e) {
            peer.close();
            throw e;
        }
    }

    private JsonObject greeting(String interpreter) throws IOException {
        JsonObject hello = answer();
        if (hello.has("missing")) {
            throw new PeerException("bench: " + interpreter + " has no module " + hello.get("missing").getAsString()
                    + "; the peer is " + PACKAGES);
        }
        return hello;
    }

    /** Returns what the peer says of itself. */
    PeerIdentity identity() {
        return identity;
    }

    /** Makes the peer ready for a case, whose data lie in the folder. */
    void prepare(PeerVariant variant, Path folder) throws IOException {
        Map<String, Object> request = new LinkedHashMap<>(variant.request());
        request.put("do", "prepare");
        request.put("folder", folder.toString());
        shares = variant.shares();
        note = ask(request).get("note").getAsString();
    }

    @Override
    public Sample run(int steps) throws IOException {
        JsonObject answer = ask(Map.of("do", "run", "steps", steps));
        double[] values = answer.getAsJsonArray("values").asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
        double work = (double) steps * shares;
        return new Sample(answer.get("cpu_ms").getAsDouble() / work, answer.get("wall_ms").getAsDouble() / work, values);
    }

    @Override
    public String note() {
        return note;
    }

    private JsonObject ask(Map<String, Object> request) throws IOException {
        try {
            requests.write(GSON.toJson(request));
            requests.newLine();
            requests.flush();
        } catch (IOException e) {
            throw ended();
        }
        JsonObject answer = answer();
        if (answer.has("error")) {
            throw new PeerException("bench: the peer reports " + answer.get("error").getAsString());
        }
        return answer;
    }

    private JsonObject answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw ended();
        }
        try {
            return GSON.fromJson(line, JsonObject.class);
        } catch (JsonParseException e) {
            throw new PeerException("bench: the peer answers what is no JSON: " + line, e);
        }
    }

    private PeerException ended() throws IOException {
        String last = Files.readString(errors).lines().filter(l -> !l.isBlank()).reduce((a, b) -> b).orElse("without a word");
        return new PeerException("bench: the peer ended: " + last.strip() + " (it is " + PACKAGES + ")");
    }

    @Override
    public void close() {
        // The end of its input ends it; a computation that is under way is not waited for.
        try {
            requests.close();
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
