package org.plumbline.ui.core.type;

import java.util.Optional;

import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.contribution.ParameterDeclaration;
import org.plumbline.model.experiment.Axis;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.Setting;

/** Questions about the parameters of a component. */
public final class Parameters {
    /** Name of the axis that varies the seed and belongs to no component. */
    public static final String SEED = "seed";

    private Parameters() {
    }

    public static Optional<Setting> setting(Component component, String parameter) {
        return component.getSettings().stream().filter(s -> parameter.equals(s.getParameter())).findFirst();
    }

    /** @return the text that holds: the one set, else the declared default */
    public static String text(Component component, ParameterDeclaration declaration) {
        return setting(component, declaration.id()).map(Setting::getValue).orElse(declaration.defaultValue());
    }

    public static Optional<Contribution> contribution(ContributionRegistry registry, Component component) {
        return component.getContribution() == null ? Optional.empty()
                : registry.find(Kinds.of(component), component.getContribution());
    }

    /**
     * @param component the component whose parameter varies, or null for the seed
     * @return the axis that varies the parameter
     */
    public static Optional<Axis> axis(Experiment experiment, Component component, String parameter) {
        if (experiment.getSweep() == null) {
            return Optional.empty();
        }
        return experiment.getSweep().getAxes().stream()
                .filter(a -> a.getComponent() == component && parameter.equals(a.getParameter())).findFirst();
    }

    /**
     * Whether a parameter has an effect: its condition {@code other=value|value} holds, or another parameter that it
     * names is swept.
     */
    public static boolean effective(Contribution contribution, Component component, ParameterDeclaration declaration) {
        String condition = declaration.onlyWhen();
        int equals = condition.indexOf('=');
        if (equals < 0) {
            return true;
        }
        String other = condition.substring(0, equals).strip();
        Optional<ParameterDeclaration> named = contribution.parameter(other);
        if (named.isEmpty() || component.eContainer() instanceof Experiment e && axis(e, component, other).isPresent()) {
            return true;
        }
        String actual = text(component, named.get());
        for (String allowed : condition.substring(equals + 1).split("\\|")) {
            if (allowed.strip().equals(actual)) {
                return true;
            }
        }
        return false;
    }
}
