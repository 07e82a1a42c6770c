package org.plumbline.ui.views.properties;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.plumbline.engine.contribution.ParameterType;
import org.plumbline.model.experiment.Axis;
import org.plumbline.model.experiment.Component;
import org.plumbline.ui.core.command.SetAxisCommand;
import org.plumbline.ui.core.document.OpenExperiment;
import org.plumbline.ui.core.type.Parameters;

/** Opens the dialog in which the values of a sweep are chosen. */
final class SweepButton {
    private final Button button;

    /**
     * @param component the component, or null for the seed
     * @param fault     what is wrong with one value, or empty
     * @param single    the value without a sweep, from which a new list starts
     */
    SweepButton(Composite parent, OpenExperiment open, Component component, String parameter, String label,
            ParameterType type, Function<String, String> fault, Supplier<String> single) {
        button = new Button(parent, SWT.PUSH);
        Optional<Axis> axis = Parameters.axis(open.experiment(), component, parameter);
        button.setText(axis.isPresent() ? "Edit" : "Sweep");
        button.setToolTipText(axis.isPresent() ? "Change or end the sweep of " + parameter
                : "Run the experiment for several values of " + parameter);
        button.setData(ParameterRow.PARAMETER, parameter);
        button.addListener(SWT.Selection, e -> {
            SweepDialog dialog = new SweepDialog(button.getShell(), label, type, component == null,
                    open.experiment().getBaseSeed(), fault,
                    Parameters.axis(open.experiment(), component, parameter).map(Axis::getValues), single.get());
            if (dialog.open() == Window.OK) {
                open.commands().execute(new SetAxisCommand(open.experiment(), component, parameter, dialog.values()));
            }
        });
    }

    void setEnabled(boolean enabled) {
        button.setEnabled(enabled);
    }
}
