package org.plumbline.ui.views.properties;

import java.util.Optional;

import org.eclipse.gef.commands.Command;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ParameterDeclaration;
import org.plumbline.engine.contribution.ParameterType;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.model.experiment.Axis;
import org.plumbline.model.experiment.Component;
import org.plumbline.ui.core.command.SetParameterCommand;
import org.plumbline.ui.core.document.OpenExperiment;
import org.plumbline.ui.core.type.Parameters;

/** The row of one parameter, made from its declaration: label with unit, value, and a button to sweep it. */
final class ParameterRow {
    /** Key under which the control of the value holds the id of its parameter. */
    static final String PARAMETER = "parameter";

    private final OpenExperiment open;
    private final Component component;
    private final Contribution contribution;
    private final ParameterDeclaration declaration;
    private final Label label;
    private final Control value;
    private final SweepButton sweep;
    private Runnable refresh = () -> { };

    ParameterRow(FormParts parts, OpenExperiment open, Component component, Contribution contribution,
            ParameterDeclaration declaration) {
        this.open = open;
        this.component = component;
        this.contribution = contribution;
        this.declaration = declaration;
        String unit = declaration.unit().isEmpty() ? "" : " (" + declaration.unit() + ")";
        String hint = hint();
        label = parts.label(declaration.label() + unit, hint);
        boolean swept = axis().isPresent();
        value = swept ? sweptValue(parts.body()) : switch (declaration.type()) {
            case CHOICE -> choice(parts.body());
            case BOOLEAN -> check(parts.body());
            default -> field(parts.body());
        };
        value.setToolTipText(hint);
        value.setData(PARAMETER, declaration.id());
        sweep = new SweepButton(parts.body(), open, component, declaration.id(), declaration.label(),
                declaration.type(), text -> fault(declaration, text), this::text);
    }

    private String hint() {
        return declaration.description() + "\n" + declaration.typeText() + declaration.bounds() + ", default "
                + declaration.defaultValue()
                + (declaration.onlyWhen().isEmpty() ? "" : "\nHas an effect only when " + declaration.onlyWhen());
    }

    private Optional<Axis> axis() {
        return Parameters.axis(open.experiment(), component, declaration.id());
    }

    private String text() {
        return Parameters.text(component, declaration);
    }

    private void set(String text) {
        Optional<String> canonical = Optional.of(text.strip()).filter(t -> !t.isEmpty())
                .filter(t -> !t.equals(declaration.defaultValue()) || declaration.type() == ParameterType.TEXT);
        Command command = new SetParameterCommand(component, declaration.id(), canonical);
        if (!text.equals(text())) {
            open.commands().execute(command);
        }
    }

    private Control field(Composite parent) {
        ValueField field = new ValueField(parent, SWT.BORDER, text -> fault(declaration, text), this::set);
        refresh = () -> field.show(text());
        return field.control();
    }

    private Control choice(Composite parent) {
        Combo combo = new Combo(parent, SWT.READ_ONLY);
        combo.setItems(declaration.choices().toArray(new String[0]));
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(60, SWT.DEFAULT).indent(7, 0)
                .applyTo(combo);
        combo.addListener(SWT.Selection, e -> set(combo.getText()));
        refresh = () -> {
            if (combo.indexOf(text()) < 0) {
                combo.add(text());
            }
            combo.setText(text());
        };
        return combo;
    }

    private Control check(Composite parent) {
        Button button = new Button(parent, SWT.CHECK);
        GridDataFactory.fillDefaults().indent(7, 0).applyTo(button);
        button.addListener(SWT.Selection, e -> set(Boolean.toString(button.getSelection())));
        refresh = () -> button.setSelection(Boolean.parseBoolean(text()));
        return button;
    }

    private Control sweptValue(Composite parent) {
        SweptValue swept = new SweptValue(parent, () -> axis().map(Axis::getValues).orElse(null));
        refresh = swept::refresh;
        return swept.control();
    }

    /** @return what the declaration says against a text, or empty */
    static String fault(ParameterDeclaration declaration, String text) {
        try {
            declaration.parse(text);
            return "";
        } catch (InvalidInputException e) {
            return e.getMessage();
        }
    }

    void refresh() {
        refresh.run();
        boolean effective = Parameters.effective(contribution, component, declaration);
        label.setEnabled(effective);
        value.setEnabled(effective);
        sweep.setEnabled(effective);
    }
}
