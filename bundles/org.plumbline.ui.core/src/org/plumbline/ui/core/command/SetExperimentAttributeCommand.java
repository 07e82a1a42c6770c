package org.plumbline.ui.core.command;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.plumbline.model.experiment.Experiment;

/** Changes name, title, description or base seed of an experiment. */
public final class SetExperimentAttributeCommand extends RecordedCommand {
    private final Experiment experiment;
    private final EAttribute attribute;
    private final Object value;

    /**
     * @param text the new value
     * @throws IllegalArgumentException if the text is not a value of the attribute's type
     */
    public SetExperimentAttributeCommand(Experiment experiment, EAttribute attribute, String text) {
        super("Set " + attribute.getName(), experiment);
        this.experiment = experiment;
        this.attribute = attribute;
        this.value = EcoreUtil.createFromString(attribute.getEAttributeType(), text);
    }

    @Override
    protected void edit() {
        experiment.eSet(attribute, value);
    }
}
