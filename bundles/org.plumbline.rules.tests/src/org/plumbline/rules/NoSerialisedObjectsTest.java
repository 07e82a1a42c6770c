package org.plumbline.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** No file and no message makes objects of classes that it names itself. */
class NoSerialisedObjectsTest {
    private static final Pattern READER = Pattern.compile("\\b(ObjectInputStream|XMLDecoder|MarshalledObject|SerializationUtils)\\b|\\breadUnshared\\(");

    @Test
    void noSourceReadsThem() throws IOException {
        int sources = 0;
        List<String> found = new ArrayList<>();
        for (SourceTree.BundleSource bundle : SourceTree.bundles()) {
            if (bundle.name().endsWith(".tests") || !Files.isDirectory(bundle.folder().resolve("src"))) {
                continue;
            }
            try (Stream<Path> files = Files.walk(bundle.folder().resolve("src"))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    sources++;
                    if (READER.matcher(Files.readString(file)).find()) {
                        found.add(file.toString());
                    }
                }
            }
        }
        assertThat(found).isEmpty();
        assertThat(sources).as("sources that were looked at").isGreaterThan(500);
        assertThat(READER.matcher("new ObjectInputStream(in)").find()).isTrue();
    }

    /** The workbench, the command line and, by what these pass on, the process that supervises a run. */
    @Test
    void theProductRefusesThem() throws IOException {
        assertThat(Files.readAllLines(SourceTree.root().resolve("features/org.plumbline.feature/rootfiles/jvm.options")))
                .contains("-Djdk.serialFilter=!*");
    }
}
