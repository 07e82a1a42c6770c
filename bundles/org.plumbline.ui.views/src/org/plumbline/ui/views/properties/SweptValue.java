package org.plumbline.ui.views.properties;

import java.util.function.Supplier;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.plumbline.model.experiment.ValueSet;
import org.plumbline.ui.core.type.ValueSets;

/** Stands in the place of a value that a sweep varies. */
final class SweptValue {
    private final Label label;
    private final Supplier<ValueSet> values;

    SweptValue(Composite parent, Supplier<ValueSet> values) {
        this.values = values;
        label = new Label(parent, SWT.NONE);
        label.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(60, SWT.DEFAULT).indent(7, 0)
                .applyTo(label);
    }

    Label control() {
        return label;
    }

    void refresh() {
        label.setText(values.get() == null ? "" : ValueSets.text(values.get()));
    }
}
