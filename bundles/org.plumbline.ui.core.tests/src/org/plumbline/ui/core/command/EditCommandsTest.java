package org.plumbline.ui.core.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.gef.commands.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.model.experiment.Axis;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.DoublingValues;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.ExperimentFactory;
import org.plumbline.model.experiment.ExperimentPackage;
import org.plumbline.model.experiment.SeedValues;
import org.plumbline.model.layout.DiagramLayout;
import org.plumbline.model.layout.LayoutFactory;
import org.plumbline.ui.core.document.Placement;
import org.plumbline.ui.core.type.Kinds;
import org.plumbline.ui.core.type.Parameters;

/** Every edit does what it says, and undo and redo bring back exactly what was there. */
class EditCommandsTest {
    private final Experiment experiment = Samples.experiment();
    private final DiagramLayout layout = LayoutFactory.eINSTANCE.createDiagramLayout();

    interface Edit {
        Command of(Experiment experiment, DiagramLayout layout);
    }

    static Stream<Edit> edits() {
        return Stream.of(
                (e, l) -> new MoveNodeCommand(l, "optimiser", 30, 40),
                (e, l) -> new SetParameterCommand(Samples.component(e, "optimiser"), "lr", Optional.of("0.5")),
                (e, l) -> new SetParameterCommand(Samples.component(e, "optimiser"), "lr", Optional.empty()),
                (e, l) -> new SetParameterCommand(Samples.component(e, "optimiser"), "beta1", Optional.of("0.8")),
                (e, l) -> new SetContributionCommand(e, Samples.component(e, "optimiser"), "sgd", Set.of()),
                (e, l) -> new SetLabelCommand(Samples.component(e, "optimiser"), "Mine"),
                (e, l) -> new SetExperimentAttributeCommand(e, ExperimentPackage.Literals.EXPERIMENT__BASE_SEED, "17"),
                (e, l) -> new SetAxisCommand(e, Samples.component(e, "architecture"), "depth", Optional.of(doubling())),
                (e, l) -> new AddComponentCommand(e, l, analysis(), 5, 6),
                (e, l) -> new AddConnectionCommand(e, Samples.component(e, "optimiser"), Samples.component(e, "training")),
                (e, l) -> new DeleteConnectionCommand(e, e.getConnections().get(0)),
                (e, l) -> new DeleteComponentCommand(e, l, Samples.component(e, "optimiser")));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void undoAndRedoAreExact(Edit edit) {
        EObject before = EcoreUtil.copy(experiment);
        EObject layoutBefore = EcoreUtil.copy(layout);
        Command command = edit.of(experiment, layout);

        command.execute();
        EObject after = EcoreUtil.copy(experiment);
        EObject layoutAfter = EcoreUtil.copy(layout);
        assertThat(EcoreUtil.equals(before, after) && EcoreUtil.equals(layoutBefore, layoutAfter))
                .as("nothing was changed by %s", command.getLabel()).isFalse();

        assertThat(command.canUndo()).isTrue();
        command.undo();
        assertThat(EcoreUtil.equals(before, experiment)).isTrue();
        assertThat(EcoreUtil.equals(layoutBefore, layout)).isTrue();

        command.redo();
        assertThat(EcoreUtil.equals(after, experiment)).isTrue();
        assertThat(EcoreUtil.equals(layoutAfter, layout)).isTrue();

        command.undo();
        assertThat(EcoreUtil.equals(before, experiment)).isTrue();
    }

    @Test
    void movesToTheGivenPlace() {
        new MoveNodeCommand(layout, "optimiser", 30, 40).execute();
        new MoveNodeCommand(layout, "optimiser", -7, 41).execute();
        assertThat(layout.getBounds()).hasSize(1);
        assertThat(Placement.of(layout, experiment, optimiser())).containsExactly(-7, 41);
    }

    @Test
    void aDeletedNodeTakesItsConnectionsAxesAndPlaceAlong() {
        new MoveNodeCommand(layout, "optimiser", 30, 40).execute();
        new SetAxisCommand(experiment, optimiser(), "lr", Optional.of(doubling())).execute();
        new DeleteComponentCommand(experiment, layout, optimiser()).execute();
        assertThat(experiment.getComponents()).extracting(Component::getId).containsExactly("architecture", "training");
        assertThat(experiment.getConnections()).isEmpty();
        assertThat(experiment.getSweep()).isNull();
        assertThat(layout.getBounds()).isEmpty();
    }

    @Test
    void anotherContributionDropsWhatItDoesNotKnow() {
        new SetParameterCommand(optimiser(), "beta1", Optional.of("0.8")).execute();
        new SetContributionCommand(experiment, optimiser(), "sgd", Set.of("lr", "momentum")).execute();
        assertThat(optimiser().getContribution()).isEqualTo("sgd");
        assertThat(optimiser().getSettings()).extracting(s -> s.getParameter() + "=" + s.getValue())
                .containsExactly("lr=0.01");
    }

    @Test
    void theSeedStaysTheAxisThatVariesFastest() {
        SeedValues seeds = ExperimentFactory.eINSTANCE.createSeedValues();
        seeds.setCount(3);
        new SetAxisCommand(experiment, null, Parameters.SEED, Optional.of(seeds)).execute();
        new SetAxisCommand(experiment, optimiser(), "lr", Optional.of(doubling())).execute();
        assertThat(experiment.getSweep().getAxes()).extracting(Axis::getParameter).containsExactly("lr", "seed");
    }

    @Test
    void aNewNodeGetsAFreeId() {
        new AddComponentCommand(experiment, layout, analysis(), 0, 0).execute();
        new AddComponentCommand(experiment, layout, analysis(), 0, 0).execute();
        assertThat(experiment.getComponents()).extracting(Component::getId).endsWith("analysis", "analysis-2");
    }

    @Test
    void onlyFittingNodesAreConnectedAndOnlyOnce() {
        Component training = Samples.component(experiment, "training");
        assertThat(new AddConnectionCommand(experiment, optimiser(), training).canExecute()).isFalse();
        assertThat(new AddConnectionCommand(experiment, training, optimiser()).canExecute()).isFalse();
        experiment.getConnections().clear();
        assertThat(new AddConnectionCommand(experiment, optimiser(), training).canExecute()).isTrue();
    }

    private Component optimiser() {
        return Samples.component(experiment, "optimiser");
    }

    private static Component analysis() {
        Component component = (Component) EcoreUtil.create(Kinds.classOf(ContributionKind.ANALYSIS));
        component.setContribution("depth-scaling");
        return component;
    }

    private static DoublingValues doubling() {
        DoublingValues values = ExperimentFactory.eINSTANCE.createDoublingValues();
        values.setFrom(4);
        values.setTo(64);
        return values;
    }
}
