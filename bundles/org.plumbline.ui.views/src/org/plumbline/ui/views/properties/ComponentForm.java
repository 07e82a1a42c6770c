package org.plumbline.ui.views.properties;

import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.contribution.ParameterDeclaration;
import org.plumbline.engine.finding.Finding;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.LayerComposition;
import org.plumbline.model.experiment.Setting;
import org.plumbline.ui.core.command.SetContributionCommand;
import org.plumbline.ui.core.command.SetLabelCommand;
import org.plumbline.ui.core.document.OpenExperiment;
import org.plumbline.ui.core.type.Kinds;
import org.plumbline.ui.core.type.Parameters;
import org.plumbline.ui.core.type.TypeProvider;

/** The form of a component, derived from the declarations of the contribution that implements it. */
final class ComponentForm implements Form {
    private final OpenExperiment open;
    private final Component component;
    private final ContributionRegistry registry;
    private final FormParts parts;
    private final String builtFor;
    private final Set<String> sweptWhenBuilt;
    private final MutableList<ParameterRow> rows = Lists.mutable.empty();
    private final ValueField name;
    private final Label faults;

    ComponentForm(Composite parent, OpenExperiment open, Component component, ContributionRegistry registry,
            TypeProvider type) {
        this.open = open;
        this.component = component;
        this.registry = registry;
        this.builtFor = component.getContribution();
        this.sweptWhenBuilt = swept();
        parts = new FormParts(parent);
        parts.heading(type.label() + " · " + component.getId());
        faults = parts.fault();
        parts.label("Name", "Shown on the node in place of the id");
        name = new ValueField(parts.body(), SWT.BORDER, text -> "",
                text -> open.commands().execute(new SetLabelCommand(component, text)));
        FormParts.wide(name.control());
        Optional<Contribution> contribution = Parameters.contribution(registry, component);
        if (component instanceof LayerComposition composition) {
            parts.remark("A composition of " + composition.getLayers().size() + " layers.");
        } else {
            contributionChoice();
        }
        contribution.ifPresent(this::parameters);
        if (contribution.isEmpty()) {
            settingsAsTheyAre();
        }
    }

    private void contributionChoice() {
        parts.label("Contribution", "What implements this component");
        Combo combo = new Combo(parts.body(), SWT.READ_ONLY);
        GridDataFactory.fillDefaults().grab(true, false).hint(60, SWT.DEFAULT).indent(7, 0).span(FormParts.COLUMNS - 1, 1).applyTo(combo);
        ImmutableList<Contribution> all = registry.all(Kinds.of(component));
        all.each(c -> combo.add(c.label()));
        int selected = all.detectIndex(c -> c.id().equals(component.getContribution()));
        if (selected < 0) {
            combo.add(String.valueOf(component.getContribution()) + " (not installed)");
            selected = all.size();
        }
        combo.select(selected);
        combo.setData(ParameterRow.PARAMETER, "contribution");
        combo.addListener(SWT.Selection, e -> {
            int index = combo.getSelectionIndex();
            if (index < all.size() && !all.get(index).id().equals(component.getContribution())) {
                Contribution chosen = all.get(index);
                open.commands().execute(new SetContributionCommand(open.experiment(), component, chosen.id(),
                        Set.copyOf(chosen.parameters().collect(ParameterDeclaration::id).castToList())));
            }
        });
    }

    private void parameters(Contribution contribution) {
        if (!contribution.description().isEmpty()) {
            parts.remark(contribution.description());
        }
        parts.rule();
        for (ParameterDeclaration declaration : contribution.parameters()) {
            rows.add(new ParameterRow(parts, open, component, contribution, declaration));
        }
    }

    /** Without a declaration nothing can be edited, but nothing is hidden either. */
    private void settingsAsTheyAre() {
        for (Setting setting : component.getSettings()) {
            parts.label(setting.getParameter(), "");
            Label value = new Label(parts.body(), SWT.NONE);
            value.setText(String.valueOf(setting.getValue()));
            GridDataFactory.fillDefaults().span(FormParts.COLUMNS - 1, 1).indent(7, 0).applyTo(value);
        }
    }

    private Set<String> swept() {
        Set<String> swept = new HashSet<>();
        if (open.experiment().getSweep() != null) {
            open.experiment().getSweep().getAxes().stream().filter(a -> a.getComponent() == component)
                    .forEach(a -> swept.add(a.getParameter()));
        }
        return swept;
    }

    @Override
    public Control control() {
        return parts.body();
    }

    @Override
    public boolean fits(Component shown) {
        return shown == component && Objects.equals(builtFor, component.getContribution())
                && sweptWhenBuilt.equals(swept());
    }

    @Override
    public void refresh() {
        name.show(component.getLabel() == null ? "" : component.getLabel());
        rows.each(ParameterRow::refresh);
        faults.setText(open.findings(component.getId()).collect(Finding::text).makeString("\n"));
        faults.requestLayout();
    }
}
