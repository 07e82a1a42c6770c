package org.plumbline.ui.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.finding.Finding;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.io.ExperimentDocument;
import org.plumbline.model.layout.LayoutFactory;
import org.plumbline.ui.core.command.DeleteComponentCommand;
import org.plumbline.ui.core.command.Samples;
import org.plumbline.ui.core.command.SetParameterCommand;

class OpenExperimentTest {
    private final Experiment experiment = Samples.experiment();
    private final OpenExperiment open = new OpenExperiment(
            new ExperimentDocument(experiment, LayoutFactory.eINSTANCE.createDiagramLayout(), List.of()));
    private int changes;
    private int checks;

    OpenExperimentTest() {
        open.addListener(new OpenExperiment.Listener() {
            @Override
            public void experimentChanged() {
                changes++;
            }

            @Override
            public void findingsChanged() {
                checks++;
            }
        });
    }

    @Test
    void aCommandIsOneChangeHoweverMuchItTouches() {
        open.commands().execute(new DeleteComponentCommand(experiment, open.layout(),
                Samples.component(experiment, "optimiser")));
        assertThat(changes).isEqualTo(1);
        open.commands().undo();
        assertThat(changes).isEqualTo(2);
        open.commands().redo();
        assertThat(changes).isEqualTo(3);
        assertThat(open.commands().isDirty()).isTrue();
    }

    @Test
    void findingsOfParametersBelongToTheirComponent() {
        open.setFindings(Lists.immutable.with(Finding.error("optimiser.lr", "a"), Finding.error("optimiser", "b"),
                Finding.error("optimiser2", "c"), Finding.error("", "d")));
        assertThat(open.findings("optimiser").collect(Finding::text)).containsExactly("a", "b");
        assertThat(checks).isEqualTo(1);
        open.setFindings(open.findings());
        assertThat(checks).isEqualTo(1);
    }

    @Test
    void nothingIsHeardAfterItIsClosed() {
        open.close();
        new SetParameterCommand(Samples.component(experiment, "optimiser"), "lr", Optional.of("1")).execute();
        assertThat(changes).isZero();
    }
}
