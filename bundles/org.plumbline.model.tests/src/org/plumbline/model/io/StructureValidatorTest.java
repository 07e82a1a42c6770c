package org.plumbline.model.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.model.Samples;
import org.plumbline.model.experiment.ArchitectureFamily;
import org.plumbline.model.experiment.ConnectionType;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.ExperimentFactory;
import org.plumbline.model.experiment.LayerComposition;
import org.plumbline.model.experiment.LayerNode;
import org.plumbline.model.experiment.NodeRole;
import org.plumbline.model.experiment.RepeatNode;
import org.plumbline.model.experiment.ResidualNode;
import org.plumbline.model.experiment.SeedValues;
import org.plumbline.model.experiment.SweepMode;

class StructureValidatorTest {

    private static final ExperimentFactory FACTORY = ExperimentFactory.eINSTANCE;

    @Test
    void soundExperimentsHaveNoProblems() {
        assertThat(new StructureValidator().validate(Samples.tanhAdam())).isEmpty();
        assertThat(new StructureValidator().validate(Samples.composed())).isEmpty();
    }

    @Test
    void everyMissingKindIsNamed() {
        Experiment empty = FACTORY.createExperiment();
        empty.setName("empty");
        assertThat(new StructureValidator().validate(empty)).extracting(Problem::text).containsExactly(
                "the experiment has no dataset", "the experiment has no architecture", "the experiment has no initialiser",
                "the experiment has no optimiser", "the experiment has no loss", "the experiment has no training");
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource({"components", "connections", "axes"})
    void faultIsFound(Consumer<Experiment> fault, String elementId, String text) {
        assertFound(Samples.tanhAdam(), fault, elementId, text);
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("layers")
    void faultInLayersIsFound(Consumer<Experiment> fault, String elementId, String text) {
        assertFound(Samples.composed(), fault, elementId, text);
    }

    private static void assertFound(Experiment experiment, Consumer<Experiment> fault, String elementId, String text) {
        fault.accept(experiment);
        List<Problem> problems = new StructureValidator().validate(experiment);
        boolean warning = text.startsWith("?");
        String expected = warning ? text.substring(1) : text;
        assertThat(problems).as("expected for '%s': %s", elementId, expected).anyMatch(p -> p.elementId().equals(elementId)
                && p.text().contains(expected) && p.isError() != warning);
        assertThat(problems).allMatch(p -> !p.text().contains("\n"));
    }

    /** A leading question mark says that a warning is expected, not an error. */
    static Stream<Arguments> components() {
        return Stream.of(
                fault(e -> e.setName("../../etc"), "", "found '../../etc'"),
                fault(e -> e.setName(null), "", "found nothing"),
                fault(e -> Samples.component(e, "loss").setId(null), "", "Loss has no id"),
                fault(e -> Samples.component(e, "loss").setId("9 lives"), "9 lives", "found '9 lives'"),
                fault(e -> Samples.component(e, "loss").setId("seed"), "seed", "reserved"),
                fault(e -> Samples.component(e, "loss").setId("scaling"), "scaling", "used already"),
                fault(e -> Samples.component(e, "optimiser").setId("analysis"), "analysis", "name of another kind"),
                fault(e -> Samples.component(e, "loss").setContribution(" "), "loss", "Loss 'loss' has no contribution"),
                fault(e -> Samples.add(e, FACTORY.createLoss(), "loss2", "l1"), "loss2", "one loss, found 2: 'loss', 'loss2'"),
                fault(e -> Samples.set(Samples.component(e, "optimiser"), "adam", "lr", "7"), "optimiser", "again to '7'"),
                fault(e -> Samples.set(Samples.component(e, "optimiser"), "adam", "", "7"), "optimiser", "value '7'"),
                fault(e -> Samples.set(Samples.component(e, "optimiser"), "adam", "b", null), "optimiser", "'b' has no value"));
    }

    static Stream<Arguments> connections() {
        return Stream.of(
                fault(e -> e.getConnections().get(0).setType(ConnectionType.WEIGHTS), "dataset",
                        "leads from initialiser to training, not from dataset to training"),
                fault(e -> e.getConnections().get(0).setTarget(Samples.component(e, "loss")), "dataset", "to loss"),
                fault(e -> e.getConnections().get(0).setTarget(null), "dataset", "to nothing does not join"),
                fault(e -> e.getConnections().get(0).setSource(FACTORY.createDataset()), "", "does not join"),
                fault(e -> e.getConnections().remove(4), "loss", "?no OBJECTIVE connection from 'loss' to 'training'"),
                fault(e -> Samples.connect(e, Samples.component(e, "loss"), Samples.component(e, "training"),
                        ConnectionType.OBJECTIVE), "loss", "?stands twice"));
    }

    static Stream<Arguments> axes() {
        return Stream.of(
                fault(e -> e.getSweep().getAxes().get(0).setComponent(null), "", "axis 'depth': points to nothing"),
                fault(e -> e.getSweep().getAxes().get(0).setComponent(FACTORY.createLoss()), "", "points to nothing"),
                fault(e -> e.getSweep().getAxes().get(0).setParameter(null), "architecture", "names no parameter"),
                fault(e -> e.getSweep().getAxes().get(0).setParameter("width"), "architecture", "?also set to a fixed value"),
                fault(e -> e.getSweep().getAxes().get(0).setValues(null), "architecture", "no values"),
                fault(e -> e.getSweep().getAxes().get(0).setValues(Samples.list()), "architecture", "empty"),
                fault(e -> e.getSweep().getAxes().get(0).setValues(Samples.list("8", "8")), "architecture", "'8' stands twice"),
                fault(e -> e.getSweep().getAxes().get(0).setValues(Samples.geometric(3, 1300, 1)), "architecture",
                        "ratio must be above 1, found 1.0"),
                fault(e -> e.getSweep().getAxes().get(0).setValues(FACTORY.createSeedValues()), "architecture", "seeds"),
                fault(e -> ((SeedValues) e.getSweep().getAxes().get(1).getValues()).setCount(0), "", "found 0"),
                fault(e -> Samples.axis(e, Samples.component(e, "architecture"), "depth", Samples.list("8")), "architecture",
                        "swept by two axes"),
                fault(e -> {
                    e.getSweep().setMode(SweepMode.ZIP);
                    e.getSweep().getAxes().get(0).setValues(Samples.list("8", "16", "32", "64"));
                    Samples.axis(e, Samples.component(e, "optimiser"), "lr", Samples.list("0.1", "0.2"));
                }, "optimiser", "has 2 values, but axis 'architecture.depth' has 4"));
    }

    static Stream<Arguments> layers() {
        return Stream.of(
                fault(e -> composition(e).getLayers().clear(), "architecture", "has no layers"),
                fault(e -> layer(e, "net").setParent(layer(e, "blocks")), "net", "cycle"),
                fault(e -> layer(e, "blocks").setParent(layer(e, "blocks")), "blocks", "cycle"),
                fault(e -> layer(e, "in").setParent(null), "architecture", "found 2: SequenceNode 'net', LeafNode 'in'"),
                fault(e -> layer(e, "in").setParent(layer(e, "short")), "in", "cannot contain others"),
                fault(e -> layer(e, "in").setParent(FACTORY.createSequenceNode()), "in", "is not a layer of 'architecture'"),
                fault(e -> layer(e, "in").setId("block"), "block", "used already"),
                fault(e -> layer(e, "in").setOrder(1), "blocks", "order 1, as has LeafNode 'in'"),
                fault(e -> layer(e, "short").setRole(NodeRole.BRANCH), "block", "one child is the branch, found 2"),
                fault(e -> layer(e, "inner").setRole(NodeRole.SKIP), "block", "at most one child is the skip, found 2"),
                fault(e -> ((ResidualNode) layer(e, "block")).setExponent(Double.NaN), "block", "found NaN"),
                fault(e -> ((RepeatNode) layer(e, "blocks")).setCount("0"), "blocks", "found 0"),
                fault(e -> ((RepeatNode) layer(e, "blocks")).setCount("2.5"), "blocks", "found '2.5'"),
                fault(e -> ((RepeatNode) layer(e, "blocks")).setCount(null), "blocks", "found nothing"),
                fault(e -> ((RepeatNode) layer(e, "blocks")).setCount("blocks"), "blocks", "?neither set nor swept"),
                fault(e -> layer(e, "block").setParent(layer(e, "net")), "blocks", "?is empty"),
                fault(e -> ((org.plumbline.model.experiment.LeafNode) layer(e, "in")).setContribution(null), "in",
                        "LeafNode 'in' has no contribution"));
    }

    @Test
    void deepTreeOfLayersIsCheckedInLinearTime() {
        Experiment e = Samples.composed();
        LayerNode parent = layer(e, "net");
        for (int i = 0; i < 20_000; i++) {
            parent = Samples.layer(composition(e), FACTORY.createSequenceNode(), "s" + i, parent, 2, NodeRole.BRANCH);
        }
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(java.time.Duration.ofSeconds(10),
                () -> assertThat(new StructureValidator().validate(e)).noneMatch(Problem::isError));
    }

    @Test
    void compositionInPlaceOfAFamilyIsOneArchitecture() {
        Experiment e = Samples.composed();
        ArchitectureFamily family = FACTORY.createArchitectureFamily();
        Samples.add(e, family, "second", "residual-dense");
        assertThat(new StructureValidator().validate(e)).anyMatch(p -> p.text().contains("one architecture, found 2"));
    }

    private static Arguments fault(Consumer<Experiment> fault, String elementId, String text) {
        return arguments(fault, elementId, text);
    }

    private static LayerComposition composition(Experiment e) {
        return (LayerComposition) Samples.component(e, "architecture");
    }

    private static LayerNode layer(Experiment e, String id) {
        return composition(e).getLayers().stream().filter(n -> id.equals(n.getId())).findFirst().orElseThrow();
    }
}
