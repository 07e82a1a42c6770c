package org.plumbline.ui.core.command;

import java.util.Set;

import org.plumbline.model.experiment.Axis;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Experiment;

/** Lets another contribution implement a component; settings and axes that it does not know are dropped. */
public final class SetContributionCommand extends RecordedCommand {
    private final Experiment experiment;
    private final Component component;
    private final String contribution;
    private final Set<String> parameters;

    /** @param parameters ids of the parameters that the new contribution declares */
    public SetContributionCommand(Experiment experiment, Component component, String contribution,
            Set<String> parameters) {
        super("Change to " + contribution, experiment);
        this.experiment = experiment;
        this.component = component;
        this.contribution = contribution;
        this.parameters = Set.copyOf(parameters);
    }

    @Override
    protected void edit() {
        component.setContribution(contribution);
        component.getSettings().removeIf(s -> !parameters.contains(s.getParameter()));
        if (experiment.getSweep() != null) {
            experiment.getSweep().getAxes().removeIf(this::unknown);
            if (experiment.getSweep().getAxes().isEmpty()) {
                experiment.setSweep(null);
            }
        }
    }

    private boolean unknown(Axis axis) {
        return axis.getComponent() == component && !parameters.contains(axis.getParameter());
    }
}
