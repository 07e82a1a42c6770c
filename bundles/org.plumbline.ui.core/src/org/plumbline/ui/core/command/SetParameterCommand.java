package org.plumbline.ui.core.command;

import java.util.Optional;

import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.ExperimentFactory;
import org.plumbline.model.experiment.Setting;
import org.plumbline.ui.core.type.Parameters;

/** Gives a parameter of a component a value, or takes its value away so that the declared default holds. */
public final class SetParameterCommand extends RecordedCommand {
    private final Component component;
    private final String parameter;
    private final Optional<String> value;

    /** @param value canonical text, or empty for the default */
    public SetParameterCommand(Component component, String parameter, Optional<String> value) {
        super((value.isPresent() ? "Set " : "Reset ") + parameter, component);
        this.component = component;
        this.parameter = parameter;
        this.value = value;
    }

    @Override
    protected void edit() {
        Optional<Setting> found = Parameters.setting(component, parameter);
        if (value.isEmpty()) {
            found.ifPresent(component.getSettings()::remove);
            return;
        }
        Setting setting = found.orElseGet(() -> {
            Setting fresh = ExperimentFactory.eINSTANCE.createSetting();
            fresh.setParameter(parameter);
            component.getSettings().add(fresh);
            return fresh;
        });
        setting.setValue(value.get());
    }
}
