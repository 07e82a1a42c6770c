package org.plumbline.model.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.model.Samples;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.ExperimentFactory;
import org.plumbline.model.layout.LayoutFactory;

class ExperimentWriterTest {

    @TempDir
    Path folder;

    private final ExperimentWriter writer = new ExperimentWriter();
    private final ExperimentReader reader = new ExperimentReader();

    @Test
    void writesTheGoldenFile() throws IOException {
        assertThat(text(writer.toBytes(Samples.tanhAdam(), Samples.layout(), "x"))).isEqualTo(text(golden()));
    }

    @Test
    void goldenFileReadsAsTheSameExperiment() throws IOException {
        ExperimentDocument document = reader.read(new ByteArrayInputStream(golden()), "tanh-adam.experiment");
        assertThat(document.problems()).isEmpty();
        Experiment expected = Samples.tanhAdam();
        expected.setFormatVersion(1);
        assertThat(EcoreUtil.equals(document.experiment(), expected)).isTrue();
        assertThat(EcoreUtil.equals(document.layout(), Samples.layout())).isTrue();
    }

    @Test
    void roundTripIsStableToTheByte() throws IOException {
        Experiment experiment = Samples.composed();
        experiment.setDescription("two lines\nwith <tags> & \"quotes\", tab\tand \u00e9\u03b4\ud835\udd38");
        experiment.setBaseSeed(Long.MIN_VALUE);
        byte[] first = writer.toBytes(experiment, Samples.layout(), "x");
        ExperimentDocument read = reader.read(new ByteArrayInputStream(first), "x");
        assertThat(read.experiment().getDescription()).isEqualTo(experiment.getDescription());
        assertThat(read.experiment().getBaseSeed()).isEqualTo(Long.MIN_VALUE);
        assertThat(text(writer.toBytes(read.experiment(), read.layout(), "x"))).isEqualTo(text(first));
    }

    @Test
    void layoutMayBeMissing() throws IOException {
        byte[] bytes = writer.toBytes(Samples.tanhAdam(), LayoutFactory.eINSTANCE.createDiagramLayout(), "x");
        assertThat(text(bytes)).doesNotContain("layout");
        ExperimentDocument read = reader.read(new ByteArrayInputStream(bytes), "x");
        assertThat(read.layout().getBounds()).isEmpty();
        assertThat(writer.toBytes(read.experiment(), read.layout(), "x")).isEqualTo(bytes);
    }

    @Test
    void keepsWhatNoPluginKnows() throws IOException {
        Experiment experiment = Samples.tanhAdam();
        Component optimiser = Samples.component(experiment, "optimiser");
        optimiser.getSettings().clear();
        Samples.set(optimiser, "com.example.unheard-of", "gizmo", " 1e-3 # as typed ");
        ExperimentDocument read = read(writer.toBytes(experiment, Samples.layout(), "x"));
        Component kept = Samples.component(read.experiment(), "optimiser");
        assertThat(kept.getContribution()).isEqualTo("com.example.unheard-of");
        assertThat(kept.getSettings().get(0).getValue()).isEqualTo(" 1e-3 # as typed ");
    }

    @Test
    void everySettingHasItsOwnLineAndLinesEndInLineFeeds() throws IOException {
        String text = text(writer.toBytes(Samples.tanhAdam(), Samples.layout(), "x"));
        assertThat(text.lines().filter(line -> line.contains("<settings "))).hasSize(8)
                .allMatch(line -> line.strip().matches("<settings parameter=\"\\w+\" value=\"[^\"]*\"/>"));
        assertThat(text).doesNotContain("\r").doesNotContain("xmi:id").doesNotContain("_");
    }

    @Test
    void doesNotTouchTheExperiment() throws IOException {
        ExperimentDocument read = read(golden());
        Experiment before = EcoreUtil.copy(read.experiment());
        var resource = read.experiment().eResource();
        writer.write(read.experiment(), read.layout(), folder.resolve("a.experiment"));
        assertThat(read.experiment().eResource()).isSameAs(resource);
        assertThat(EcoreUtil.equals(read.experiment(), before)).isTrue();
    }

    @Test
    void replacesAFileAndLeavesNothingBeside() throws IOException {
        Path file = folder.resolve("a.experiment");
        Files.writeString(file, "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        Path link = Files.createSymbolicLink(folder.resolve("link.experiment"), file);
        writer.write(Samples.tanhAdam(), Samples.layout(), link);
        assertThat(Files.readAllBytes(file)).isEqualTo(golden());
        assertThat(link).isSymbolicLink();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-rw-r--");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void referenceOutOfTheExperimentLeavesTheOldFile() throws IOException {
        Path file = folder.resolve("a.experiment");
        Files.writeString(file, "old");
        Experiment experiment = Samples.tanhAdam();
        experiment.getComponents().remove(Samples.component(experiment, "loss"));
        assertThatThrownBy(() -> writer.write(experiment, Samples.layout(), file))
                .isInstanceOf(ExperimentFormatException.class).hasMessageStartingWith(file.toString())
                .hasMessageContaining("source of Connection is Loss 'loss'");
        assertThat(file).hasContent("old");
    }

    @Test
    void characterThatXmlCannotHoldIsRefused() {
        Experiment experiment = Samples.tanhAdam();
        experiment.setTitle("bell \u0007");
        assertThatThrownBy(() -> writer.toBytes(experiment, Samples.layout(), "a.experiment"))
                .isInstanceOf(ExperimentFormatException.class).hasMessageStartingWith("a.experiment: cannot be written");
    }

    @Test
    void idThatCannotBeReferredToIsRefused() {
        Experiment experiment = Samples.tanhAdam();
        Samples.component(experiment, "loss").setId("my loss");
        assertThatThrownBy(() -> writer.toBytes(experiment, Samples.layout(), "a.experiment"))
                .isInstanceOf(ExperimentFormatException.class).hasMessageContaining("'my loss'");
        Samples.component(experiment, "my loss").setId("training");
        assertThatThrownBy(() -> writer.toBytes(experiment, Samples.layout(), "a.experiment"))
                .isInstanceOf(ExperimentFormatException.class).hasMessageContaining("'training' is used twice");
    }

    @Test
    void missingFolderIsTold() {
        assertThatThrownBy(() -> writer.write(Samples.tanhAdam(), Samples.layout(), folder.resolve("no/a.experiment")))
                .isInstanceOf(ExperimentFormatException.class).hasMessageContaining("folder does not exist");
        assertThatThrownBy(() -> writer.write(Samples.tanhAdam(), Samples.layout(), folder))
                .isInstanceOf(ExperimentFormatException.class).hasMessageContaining("a folder");
    }

    @Test
    void newExperimentStatesItsVersion() throws IOException {
        Experiment experiment = ExperimentFactory.eINSTANCE.createExperiment();
        experiment.setName("empty");
        String text = text(writer.toBytes(experiment, LayoutFactory.eINSTANCE.createDiagramLayout(), "x"));
        assertThat(text).contains("formatVersion=\"1\"");
        assertThat(read(text.getBytes(StandardCharsets.UTF_8)).hasErrors()).isTrue();
    }

    private ExperimentDocument read(byte[] bytes) throws IOException {
        return reader.read(new ByteArrayInputStream(bytes), "x");
    }

    static byte[] golden() throws IOException {
        try (InputStream in = ExperimentWriterTest.class.getResourceAsStream("/tanh-adam.experiment")) {
            return in.readAllBytes();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
