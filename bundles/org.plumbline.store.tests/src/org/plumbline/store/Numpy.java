package org.plumbline.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/** Asks numpy what it reads; a test that needs it is skipped, with that as the reason, where there is none. */
final class Numpy {
    private Numpy() {
    }

    /** @return what the program prints; {@code np} is numpy, {@code d} the folder */
    static String run(Path folder, String program) throws IOException, InterruptedException {
        Assumptions.assumeTrue(exec("import numpy").ok, "python3 with numpy is not on this machine");
        Result result = exec("import numpy as np, sys\nd = sys.argv[1] + '/'\n" + program, folder.toString());
        if (!result.ok) {
            throw new AssertionError(result.output);
        }
        return result.output.strip();
    }

    private record Result(boolean ok, String output) {
    }

    private static Result exec(String program, String... arguments) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder("python3", "-c", program).redirectErrorStream(true);
            builder.command().addAll(java.util.List.of(arguments));
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0, output);
        } catch (IOException e) {
            return new Result(false, e.getMessage());
        }
    }
}
