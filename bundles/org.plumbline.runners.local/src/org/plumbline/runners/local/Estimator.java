package org.plumbline.runners.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.plumbline.engine.preflight.EstimateRequest;
import org.plumbline.engine.spi.RunnerException;

/** The other end of an {@link EstimateProgram}. */
final class Estimator {
    private static final double NANOS = 1e9;

    private Estimator() {
    }

    /** @param builder of the process */
    static String answer(ProcessBuilder builder, EstimateRequest request) throws InterruptedException {
        Process process = start(builder);
        try {
            CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
            try (OutputStream out = process.getOutputStream()) {
                out.write(request.experimentText().getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // it has ended: its last words say why
            }
            if (process.waitFor() != 0) {
                String words = errors.get().lines().filter(line -> !line.startsWith("WARNING:")).reduce((a, b) -> b).orElse("");
                throw new RunnerException(process.exitValue() == 1 && !words.isEmpty() ? words
                        : "the process of the estimate " + ExitCause.of(process.exitValue()).text(process.exitValue()) + (words.isEmpty() ? "" : ": " + words));
            }
            return answer.get();
        } catch (ExecutionException e) {
            throw new RunnerException("the answer of the process of the estimate cannot be read: " + e.getCause().getMessage());
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return seconds until the process has said that it is ready; empty if it does not */
    static OptionalDouble startSeconds(ProcessBuilder builder) throws InterruptedException {
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        long begin = System.nanoTime();
        Process process = start(builder);
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> {
                try {
                    return reader.readLine();
                } catch (IOException e) {
                    return null;
                }
            });
            boolean ready = EstimateProgram.READY.equals(line.get());
            return ready ? OptionalDouble.of((System.nanoTime() - begin) / NANOS) : OptionalDouble.empty();
        } catch (IOException | ExecutionException e) {
            return OptionalDouble.empty();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new RunnerException("a process for the estimate cannot be started: " + e.getMessage());
        }
    }
}
