package org.plumbline.model.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentReaderTest {

    private final ExperimentReader reader = new ExperimentReader();

    @Test
    void truncatedAnywhereIsOneClearLine() throws IOException {
        byte[] golden = ExperimentWriterTest.golden();
        // The last byte is the line feed after the closing tag; without it the file is whole.
        for (int length = 0; length < golden.length - 1; length += 50) {
            ExperimentFormatException e = refused(Arrays.copyOf(golden, length));
            assertThat(e.getMessage()).as("first %d bytes", length)
                    .containsAnyOf("empty", "truncated", "not XML", "not well-formed");
        }
        assertThat(refused(Arrays.copyOf(golden, golden.length / 2)).getMessage()).contains("truncated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "{\"a\": 1}", "<html/>", "<a", "   ", "\u0000\u0001\u0002", "PK\u0003\u0004",
        "<experiment:Experiment/>", "<Experiment formatVersion='1'/>",
        "<x:XMI xmlns:x='http://www.omg.org/XMI'/>",
        "<x:Experiment xmlns:x='urn:something:else' formatVersion='1'/>",
        "<x:DiagramLayout xmlns:x='urn:plumbline:layout:1'/>"})
    void whatIsNotAnExperimentIsRefused(String text) {
        assertThat(refused(text).getMessage()).containsAnyOf("not an experiment", "not XML", "truncated");
    }

    @Test
    void brokenEncodingIsRefused() throws IOException {
        byte[] bytes = ExperimentWriterTest.golden();
        bytes[bytes.length / 2] = (byte) 0xff;
        refused(bytes);
    }

    @ParameterizedTest
    @CsvSource({"2,newer", "999,newer", "0,integer", "-1,integer", "one,integer", "99999999999,integer"})
    void versionThatIsNotReadIsRefused(String version, String word) throws IOException {
        ExperimentFormatException e = refused(golden().replace("formatVersion=\"1\"", "formatVersion=\"" + version + "\""));
        assertThat(e.getMessage()).contains(word).contains(version);
    }

    @Test
    void versionIsRequired() throws IOException {
        assertThat(refused(golden().replace("formatVersion=\"1\" ", "")).getMessage()).contains("formatVersion");
    }

    @Test
    void newerNamespaceAndVersionAreNewer() throws IOException {
        String newer = golden().replace("experiment:1", "experiment:2").replace("formatVersion=\"1\"", "formatVersion=\"2\"");
        assertThat(refused(newer).getMessage()).contains("newer");
        assertThat(refused(golden().replace("experiment:1", "experiment:2")).getMessage()).contains("urn:plumbline:experiment:2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "contribution=\"adam\"|colour=\"red\" contribution=\"adam\"|Optimiser 'optimiser' has no feature 'colour'",
        "<settings parameter=\"lr\"|<knob parameter=\"lr\"|Optimiser 'optimiser' has no feature 'knob'",
        "experiment:Optimiser|experiment:Turbo|'Turbo'",
        "experiment:Optimiser|experiment:Component|Component",
        "experiment:Optimiser|experiment:Axis|Axis",
        "experiment:Optimiser|layout:NodeBounds|NodeBounds",
        "experiment:Optimiser|ecore:EClass|EClass",
        "mode=\"PRODUCT\"|mode=\"CUBE\"|'CUBE'",
        "type=\"UPDATES\"|type=\"LOVE\"|'LOVE'",
        "count=\"3\"|count=\"three\"|'three'",
        "ratio=\"1.2599210498948732\"|ratio=\"big\"|'big'",
        "source=\"loss\"|source=\"lost\"|'lost'",
        "source=\"loss\"|source=\"loss dataset\"|loss",
        "axes component=\"architecture\"|axes component=\"nobody\"|'nobody'",
        "x=\"640\"|x=\"1e9\"|'1e9'",
        "baseSeed=\"0\"|baseSeed=\"99999999999999999999\"|99999999999999999999"})
    void contentThatDoesNotFitIsToldWithItsLine(String old, String fresh, String expected) throws IOException {
        String text = golden().replace(old, fresh).replace("<knob parameter=\"lr\" value=\"0.01\"/>", "<knob/>");
        assertThat(text).isNotEqualTo(golden());
        ExperimentFormatException e = refused(text);
        assertThat(e.getMessage()).contains(expected);
    }

    @Test
    void lineOfAFaultIsRight() throws IOException {
        String text = golden().replace("contribution=\"adam\"", "colour=\"red\"");
        int line = (int) text.substring(0, text.indexOf("colour")).lines().count();
        assertThat(refused(text).line()).isEqualTo(line);
    }

    @Test
    void secondExperimentIsRefused() throws IOException {
        String text = golden();
        int end = text.indexOf("  <layout:");
        String twice = text.substring(0, end) + text.substring(text.indexOf("  <experiment:"), end) + text.substring(end);
        assertThat(refused(twice).getMessage()).contains("second");
    }

    @Test
    void secondSweepIsRefused() throws IOException {
        assertThat(refused(golden().replace("</sweep>", "</sweep><sweep/>")).getMessage()).contains("second element 'sweep'");
        assertThat(refused(golden().replace("count=\"3\"/>", "count=\"3\"/><values xsi:type='experiment:ListValues'/>"))
                .getMessage()).contains("second element 'values' in 'axes'");
    }

    @Test
    void strayTextIsRefused() throws IOException {
        assertThat(refused(golden().replace("<settings parameter=\"lr\"", "lost <settings parameter=\"lr\"")).getMessage())
                .contains("'components' holds the text 'lost'");
    }

    @Test
    void foundTextCannotStartALine() throws IOException {
        String text = golden().replace("contribution=\"adam\"", "contribution=\"adam\" type=\"a&#10;b\"")
                .replace("mode=\"PRODUCT\"", "mode=\"a&#10;Error: all is lost&#8232;" + "x".repeat(5000) + "\"");
        ExperimentFormatException e = refused(text);
        assertThat(e.getMessage().length()).isLessThan(500);
    }

    @Test
    void missingFileAndFolderAreTold(@TempDir Path folder) {
        assertThatThrownBy(() -> reader.read(folder.resolve("no.experiment"))).isInstanceOf(ExperimentFormatException.class)
                .hasMessage(folder.resolve("no.experiment") + ": there is no such file");
        assertThatThrownBy(() -> reader.read(folder)).isInstanceOf(ExperimentFormatException.class)
                .hasMessageContaining("a folder");
    }

    @Test
    void structuralProblemsDoNotPreventReading() throws IOException {
        String text = golden().replace("experiment:Loss\" id=\"loss\"", "experiment:Analysis\" id=\"loss\"");
        ExperimentDocument document = reader.read(stream(text), "x");
        assertThat(document.hasErrors()).isTrue();
        assertThat(document.problems()).anyMatch(p -> p.text().contains("no loss"));
    }

    private static String golden() throws IOException {
        return new String(ExperimentWriterTest.golden(), StandardCharsets.UTF_8);
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private ExperimentFormatException refused(String text) {
        return refused(text.getBytes(StandardCharsets.UTF_8));
    }

    private ExperimentFormatException refused(byte[] bytes) {
        return Refusals.of(bytes);
    }
}
