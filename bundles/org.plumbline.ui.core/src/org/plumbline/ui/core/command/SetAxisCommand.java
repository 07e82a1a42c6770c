package org.plumbline.ui.core.command;

import java.util.Optional;

import org.eclipse.emf.ecore.util.EcoreUtil;
import org.plumbline.model.experiment.Axis;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.ExperimentFactory;
import org.plumbline.model.experiment.ValueSet;
import org.plumbline.ui.core.type.Parameters;

/** Sweeps a parameter over values, or ends its sweep. */
public final class SetAxisCommand extends RecordedCommand {
    private final Experiment experiment;
    private final Component component;
    private final String parameter;
    private final Optional<ValueSet> values;

    /**
     * @param component the component whose parameter varies, or null for the seed
     * @param values    the values, or empty to end the sweep. Not modified; a copy enters the experiment.
     */
    public SetAxisCommand(Experiment experiment, Component component, String parameter, Optional<ValueSet> values) {
        super((values.isPresent() ? "Sweep " : "End sweep of ") + parameter, experiment);
        this.experiment = experiment;
        this.component = component;
        this.parameter = parameter;
        this.values = values;
    }

    @Override
    protected void edit() {
        Optional<Axis> found = Parameters.axis(experiment, component, parameter);
        if (values.isEmpty()) {
            found.ifPresent(this::remove);
        } else {
            found.orElseGet(this::add).setValues(EcoreUtil.copy(values.get()));
        }
    }

    private void remove(Axis axis) {
        experiment.getSweep().getAxes().remove(axis);
        if (experiment.getSweep().getAxes().isEmpty()) {
            experiment.setSweep(null);
        }
    }

    private Axis add() {
        if (experiment.getSweep() == null) {
            experiment.setSweep(ExperimentFactory.eINSTANCE.createSweep());
        }
        Axis axis = ExperimentFactory.eINSTANCE.createAxis();
        axis.setComponent(component);
        axis.setParameter(parameter);
        // The seed varies fastest, so that replicates of one cell are neighbours.
        int place = component != null && Parameters.axis(experiment, null, Parameters.SEED).isPresent()
                ? experiment.getSweep().getAxes().size() - 1 : experiment.getSweep().getAxes().size();
        experiment.getSweep().getAxes().add(place, axis);
        return axis;
    }
}
