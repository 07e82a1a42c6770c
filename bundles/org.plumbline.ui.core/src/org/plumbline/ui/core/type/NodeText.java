package org.plumbline.ui.core.type;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.contribution.ParameterDeclaration;
import org.plumbline.model.experiment.Axis;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.LayerComposition;
import org.plumbline.model.experiment.Setting;

/**
 * What a node of the diagram says.
 *
 * @param title    label, else id
 * @param subtitle the contribution's label, or its id with a remark if it is not installed
 * @param known    whether the contribution is installed
 * @param lines    swept parameters first, then the provider's, then others that are set; at most six
 */
public record NodeText(String title, String subtitle, boolean known, ImmutableList<Line> lines) {

    /** One parameter and its value. */
    public record Line(String name, String value, boolean swept) {
    }

    private static final int LONGEST = 6;

    public static NodeText of(Component component, ContributionRegistry registry, TypeProvider provider) {
        String id = component.getContribution();
        String title = component.getLabel() == null || component.getLabel().isBlank() ? component.getId()
                : component.getLabel();
        Optional<Contribution> contribution = Parameters.contribution(registry, component);
        if (component instanceof LayerComposition composition) {
            return new NodeText(title, "composition of " + composition.getLayers().size() + " layers", true,
                    lines(component, contribution, registry, provider));
        }
        String subtitle = contribution.map(Contribution::label)
                .orElse(id == null || id.isBlank() ? "nothing chosen" : id + " (not installed)");
        return new NodeText(title, subtitle, contribution.isPresent(), lines(component, contribution, registry, provider));
    }

    private static ImmutableList<Line> lines(Component component, Optional<Contribution> contribution,
            ContributionRegistry registry, TypeProvider provider) {
        MutableList<Line> lines = Lists.mutable.empty();
        Set<String> shown = new LinkedHashSet<>();
        if (component.eContainer() instanceof Experiment experiment && experiment.getSweep() != null) {
            for (Axis axis : experiment.getSweep().getAxes()) {
                if (axis.getComponent() == component && shown.add(axis.getParameter())) {
                    lines.add(new Line(axis.getParameter(),
                            ValueSets.ends(axis.getValues(), SweepSummary.count(axis, experiment, registry)), true));
                }
            }
        }
        for (String parameter : provider.summary()) {
            Optional<ParameterDeclaration> declared = contribution.flatMap(c -> c.parameter(parameter));
            if (declared.isPresent() && shown.add(parameter)) {
                lines.add(new Line(parameter, Parameters.text(component, declared.get()), false));
            }
        }
        for (Setting setting : component.getSettings()) {
            if (shown.add(setting.getParameter())) {
                lines.add(new Line(setting.getParameter(), setting.getValue(), false));
            }
        }
        return Lists.immutable.withAll(lines.take(LONGEST));
    }
}
