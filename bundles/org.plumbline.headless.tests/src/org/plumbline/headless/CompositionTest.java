package org.plumbline.headless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.gallery.Gallery;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Connection;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.ExperimentFactory;
import org.plumbline.model.experiment.LayerComposition;
import org.plumbline.model.experiment.LayerNode;
import org.plumbline.model.experiment.LeafNode;
import org.plumbline.model.experiment.NodeRole;
import org.plumbline.model.experiment.RepeatNode;
import org.plumbline.model.experiment.ResidualNode;
import org.plumbline.model.experiment.ResidualScale;
import org.plumbline.model.experiment.Setting;
import org.plumbline.model.io.ExperimentDocument;
import org.plumbline.model.io.ExperimentReader;
import org.plumbline.model.io.ExperimentWriter;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** The network of the small gallery experiment, composed of layers instead of taken from its family. */
class CompositionTest {
    private static final ExperimentFactory FACTORY = ExperimentFactory.eINSTANCE;

    @TempDir
    private Path folder;
    private Path file;
    private LayerComposition composition;

    @BeforeEach
    void compose() throws IOException {
        try (InputStream in = Gallery.read(Platform.getExtensionRegistry()).get("scaling-limits/tanh-adam-small").experiment().openStream()) {
            ExperimentDocument document = new ExperimentReader().read(in, "small");
            Experiment experiment = document.experiment();
            Component family = experiment.getComponents().stream().filter(c -> c.getId().equals("architecture")).findFirst().orElseThrow();
            composition = FACTORY.createLayerComposition();
            composition.setId("stack");
            composition.getSettings().add(setting("depth", "4"));
            RepeatNode repeat = node(FACTORY.createRepeatNode(), "blocks", null, 0);
            repeat.setCount("depth");
            ResidualNode residual = node(FACTORY.createResidualNode(), "block", repeat, 0);
            residual.setScale(ResidualScale.SHARED);
            LayerNode branch = node(FACTORY.createSequenceNode(), "branch", residual, 0);
            branch.setRole(NodeRole.BRANCH);
            LeafNode dense = node(FACTORY.createLeafNode(), "affine", branch, 0);
            dense.setContribution("dense");
            dense.getSettings().add(setting("outputs", "10"));
            LeafNode tanh = node(FACTORY.createLeafNode(), "squash", branch, 1);
            tanh.setContribution("tanh");
            for (Connection connection : experiment.getConnections()) {
                if (connection.getSource() == family) {
                    connection.setSource(composition);
                }
            }
            experiment.getSweep().getAxes().removeIf(axis -> axis.getComponent() == family);
            experiment.getComponents().set(experiment.getComponents().indexOf(family), composition);
            file = folder.resolve("composed.experiment");
            new ExperimentWriter().write(experiment, document.layout(), file);
        }
    }

    private <N extends LayerNode> N node(N node, String id, LayerNode parent, int order) {
        node.setId(id);
        node.setParent(parent);
        node.setOrder(order);
        composition.getLayers().add(node);
        return node;
    }

    private static Setting setting(String parameter, String value) {
        Setting setting = FACTORY.createSetting();
        setting.setParameter(parameter);
        setting.setValue(value);
        return setting;
    }

    private JsonObject run(String name, Object... more) {
        Path out = folder.resolve(name);
        Object[] arguments = Stream.concat(Stream.of("run", file, "--out", out,
                "--set", "seed=0", "--set", "training.epochs=2"), Stream.of(more)).toArray();
        CommandLineSession session = CommandLineSession.run(arguments);
        assertThat(session.code()).as(session.err()).isZero();
        return JsonParser.parseString(CommandLineSession.run("report", out, "--format", "json").out()).getAsJsonObject();
    }

    private static double finalLoss(JsonObject report, int trial) {
        return report.getAsJsonArray("trials").get(trial).getAsJsonObject().get("finalLoss").getAsDouble();
    }

    @Test
    void aCompositionTrainsAndIsMeasuredLikeAFamily() {
        JsonObject report = run("a", "--set", "depth=3,6,12");
        assertThat(report.getAsJsonArray("trials")).hasSize(3);
        assertThat(report.getAsJsonArray("trials").get(2).getAsJsonObject().get("depth").getAsInt()).isEqualTo(12);
        assertThat(report.getAsJsonArray("analyses").toString()).contains("maxNorm(affine.A)").contains("maxNorm(block.delta*affine.A)");
        assertThat(finalLoss(report, 0)).isBetween(1e-5, 0.05);
    }

    @Test
    void bothBackendsAgreeOnIt() {
        double fused = finalLoss(run("fused"), 0);
        double generic = finalLoss(run("generic", "--backend", "nd4j"), 0);
        // float32 rounding of two paths after 64 Adam steps
        assertThat(generic).isCloseTo(fused, within(1e-3 * fused));
    }

    @Test
    void itsCountsAndLeavesAreChecked() {
        CommandLineSession count = CommandLineSession.run("validate", file, "--set", "depth=0");
        assertThat(count.code()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(count.out()).contains("blocks").contains("'0'");
        CommandLineSession shape = CommandLineSession.run("validate", file, "--set", "affine.outputs=7");
        assertThat(shape.code()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(shape.out()).contains("stack").contains("[7]").contains("[10]");
        CommandLineSession layer = CommandLineSession.run("validate", file, "--set", "squash=sponge");
        assertThat(layer.code()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(layer.out()).contains("squash").contains("sponge").contains("relu");
    }
}
