package org.plumbline.ui.core.command;

import org.eclipse.emf.ecore.util.EcoreUtil;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Connection;
import org.plumbline.model.experiment.ConnectionType;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.ExperimentFactory;
import org.plumbline.model.experiment.Setting;
import org.plumbline.ui.core.type.Kinds;

/** Small experiments for tests. */
public final class Samples {
    private Samples() {
    }

    /** @return an architecture, an optimiser with lr = 0.01 and a training that is connected with the optimiser */
    public static Experiment experiment() {
        Experiment experiment = ExperimentFactory.eINSTANCE.createExperiment();
        experiment.setName("sample");
        add(experiment, ContributionKind.ARCHITECTURE, "residual-dense");
        Component optimiser = add(experiment, ContributionKind.OPTIMISER, "adam");
        Setting lr = ExperimentFactory.eINSTANCE.createSetting();
        lr.setParameter("lr");
        lr.setValue("0.01");
        optimiser.getSettings().add(lr);
        Component training = add(experiment, ContributionKind.TRAINING, "minibatch");
        Connection connection = ExperimentFactory.eINSTANCE.createConnection();
        connection.setSource(optimiser);
        connection.setTarget(training);
        connection.setType(ConnectionType.UPDATES);
        experiment.getConnections().add(connection);
        return experiment;
    }

    private static Component add(Experiment experiment, ContributionKind kind, String contribution) {
        Component component = (Component) EcoreUtil.create(Kinds.classOf(kind));
        component.setId(kind.id());
        component.setContribution(contribution);
        experiment.getComponents().add(component);
        return component;
    }

    public static Component component(Experiment experiment, String id) {
        return experiment.getComponents().stream().filter(c -> c.getId().equals(id)).findFirst().orElseThrow();
    }
}
