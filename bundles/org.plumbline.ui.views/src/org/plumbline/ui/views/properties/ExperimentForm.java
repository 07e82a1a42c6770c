package org.plumbline.ui.views.properties;

import java.util.Map;
import java.util.LinkedHashMap;
import java.util.Optional;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.contribution.ParameterType;
import org.plumbline.engine.finding.Finding;
import org.plumbline.model.experiment.Axis;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.ExperimentPackage;
import org.plumbline.ui.core.command.SetExperimentAttributeCommand;
import org.plumbline.ui.core.document.OpenExperiment;
import org.plumbline.ui.core.type.Parameters;
import org.plumbline.ui.core.type.SweepSummary;

/** The form of the experiment itself. */
final class ExperimentForm implements Form {
    private static final int DESCRIPTION_HEIGHT = 90;

    private final OpenExperiment open;
    private final ContributionRegistry registry;
    private final FormParts parts;
    private final Map<EAttribute, ValueField> fields = new LinkedHashMap<>();
    private final boolean seedsWhenBuilt;
    private final SweptValue seeds;
    private final Label sweep;
    private final Label faults;

    ExperimentForm(Composite parent, OpenExperiment open, ContributionRegistry registry) {
        this.open = open;
        this.registry = registry;
        this.seedsWhenBuilt = seedAxis().isPresent();
        parts = new FormParts(parent);
        parts.heading("Experiment");
        faults = parts.fault();
        field("Name", "Used for run folders and reports", ExperimentPackage.Literals.EXPERIMENT__NAME);
        field("Title", "For people", ExperimentPackage.Literals.EXPERIMENT__TITLE);
        field("Base seed", "All random streams are derived from it", ExperimentPackage.Literals.EXPERIMENT__BASE_SEED);
        parts.label("Seeds", "Replicates of every cell");
        seeds = new SweptValue(parts.body(), () -> seedAxis().map(Axis::getValues).orElse(null));
        new SweepButton(parts.body(), open, null, Parameters.SEED, "the seed", ParameterType.INTEGER, text -> "",
                () -> Long.toString(experiment().getBaseSeed()));
        ValueField description = field("Description", "What the experiment is meant to show",
                ExperimentPackage.Literals.EXPERIMENT__DESCRIPTION, SWT.BORDER | SWT.MULTI | SWT.WRAP | SWT.V_SCROLL);
        GridDataFactory.createFrom((GridData) description.control().getLayoutData())
                .hint(60, DESCRIPTION_HEIGHT).applyTo(description.control());
        parts.rule();
        sweep = parts.remark("");
    }

    private Experiment experiment() {
        return open.experiment();
    }

    private Optional<Axis> seedAxis() {
        return Parameters.axis(experiment(), null, Parameters.SEED);
    }

    private void field(String label, String toolTip, EAttribute attribute) {
        field(label, toolTip, attribute, SWT.BORDER);
    }

    private ValueField field(String label, String toolTip, EAttribute attribute, int style) {
        parts.label(label, toolTip);
        ValueField field = new ValueField(parts.body(), style, text -> fault(attribute, text), text -> {
            if (fault(attribute, text).isEmpty()) {
                open.commands().execute(new SetExperimentAttributeCommand(experiment(), attribute, text));
            }
        });
        field.control().setData(ParameterRow.PARAMETER, attribute.getName());
        fields.put(attribute, field);
        FormParts.wide(field.control());
        return field;
    }

    private static String fault(EAttribute attribute, String text) {
        if (attribute == ExperimentPackage.Literals.EXPERIMENT__BASE_SEED && !text.strip().matches("[+-]?\\d{1,18}")) {
            return "'" + text + "' is not a whole number of at most 18 digits";
        }
        return "";
    }

    @Override
    public Control control() {
        return parts.body();
    }

    @Override
    public boolean fits(Component shown) {
        return shown == null && seedsWhenBuilt == seedAxis().isPresent();
    }

    @Override
    public void refresh() {
        fields.forEach((attribute, field) -> {
            Object value = experiment().eGet(attribute);
            field.show(value == null ? "" : value.toString());
        });
        seeds.refresh();
        sweep.setText(SweepSummary.text(experiment(), registry));
        faults.setText(open.findings().select(f -> f.element().isEmpty()).collect(Finding::text).makeString("\n"));
        faults.requestLayout();
    }
}
