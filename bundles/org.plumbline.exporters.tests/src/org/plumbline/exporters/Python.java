package org.plumbline.exporters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's Python with numpy; a test that needs it is skipped where it is not installed. */
final class Python {
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    private Python() {
    }

    static void assumeNumpy() throws IOException, InterruptedException {
        assumeThat(PYTHON).as("Debian's Python").isExecutable();
        assumeThat(start("import numpy").waitFor()).as("import numpy; apt-get install python3-numpy").isZero();
    }

    /** @return what a program prints */
    static String run(String program, String... arguments) throws IOException, InterruptedException {
        Process process = start(program, arguments);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static Process start(String program, String... arguments) throws IOException {
        String[] command = new String[arguments.length + 3];
        command[0] = PYTHON.toString();
        command[1] = "-c";
        command[2] = program;
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        builder.environment().put("PYTHONUTF8", "1");
        return builder.start();
    }
}
