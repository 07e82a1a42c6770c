package org.plumbline.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What the documentation of an extension point quotes is what is built. */
class SchemaExampleTest {
    private static final Pattern CLASS = Pattern.compile("public (?:final )?(?:class|record) (\\w+)");

    private static Path bundles() {
        return Path.of(System.getProperty("plumbline.root", ".")).resolve("bundles");
    }

    static Stream<Path> schemas() throws Exception {
        Path folder = bundles().resolve("org.plumbline.engine/schema");
        assumeThat(folder).as("sources").isDirectory();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".exsd")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void quotedClassesAreThoseOfTheSources(Path schema) throws Exception {
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(schema.toFile());
        NodeList quotes = document.getElementsByTagName("pre");
        assertThat(quotes.getLength()).isPositive();
        for (int i = 0; i < quotes.getLength(); i++) {
            String text = quotes.item(i).getTextContent().strip();
            if (text.startsWith("package ")) {
                for (String source : List.of(text.split("(?m)^(?=package )"))) {
                    assertThat(source.strip()).isEqualTo(Files.readString(path(source)).strip());
                }
            } else if (text.startsWith("<extension")) {
                assertThat(DocumentBuilderFactory.newInstance().newDocumentBuilder()
                        .parse(new java.io.ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                        .getDocumentElement().getAttribute("point"))
                        .isEqualTo("org.plumbline.engine." + schema.getFileName().toString().replace(".exsd", ""));
            }
        }
    }

    private static Path path(String source) {
        String name = source.substring("package ".length(), source.indexOf(';'));
        Matcher type = CLASS.matcher(source);
        assertThat(type.find()).isTrue();
        return bundles().resolve(name).resolve("src").resolve(name.replace('.', '/')).resolve(type.group(1) + ".java");
    }
}
