package org.plumbline.runners.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** With the options of a worker, Java reads no serialised object, however harmless. */
class NoSerialisedObjectsTest {
    private static final long HEAP = 64 << 20;

    /** Writes an object, and tries to read it. */
    public static final class Reader {
        private Reader() {
        }

        public static void main(String[] arguments) throws IOException, ClassNotFoundException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(new ArrayList<>(List.of("harmless")));
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                System.out.println("read " + in.readObject());
            } catch (InvalidClassException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static String said(List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        command.addAll(options);
        command.addAll(List.of("-cp", WorkerClassPath.text(), Reader.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aWorkerRefusesThem() throws IOException {
        assertThat(said(List.of())).as("without a worker's options").contains("read [harmless]");
        assertThat(said(ProcessRunner.options(HEAP))).contains("REJECTED").doesNotContain("harmless");
    }
}
