package org.plumbline.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

/** What is generated and kept in the repository is what its generator makes of its sources now. */
class GeneratedSourcesTest {

    @Test
    void doubleKernelsFollowTheirFloatSources() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path generator = SourceTree.root().resolve("releng/kernelgen/GenerateDouble.java");
        Process check = new ProcessBuilder(java.toString(), generator.toString(), SourceTree.root().toString(), "--check")
                .redirectErrorStream(true).start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor()).as("java %s %s --check: %s", generator, SourceTree.root(), said).isZero();
    }
}
