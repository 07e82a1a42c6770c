package org.plumbline.ui.views.properties;

import java.util.function.Consumer;
import java.util.function.Function;

import org.eclipse.jface.fieldassist.ControlDecoration;
import org.eclipse.jface.fieldassist.FieldDecorationRegistry;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

/** A text field that says while one types what is wrong, and hands over its text when one leaves it or presses Return. */
final class ValueField {
    private final Text text;
    private final ControlDecoration mark;
    private final Function<String, String> fault;
    private String shown = "";

    /**
     * @param style  SWT style of the text
     * @param fault  what is wrong with a text, or empty
     * @param commit takes a text that differs from the one last shown
     */
    ValueField(Composite parent, int style, Function<String, String> fault, Consumer<String> commit) {
        this.fault = fault;
        text = new Text(parent, style);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(60, SWT.DEFAULT).indent(7, 0)
                .applyTo(text);
        mark = new ControlDecoration(text, SWT.LEFT | SWT.CENTER);
        mark.setImage(FieldDecorationRegistry.getDefault().getFieldDecoration(FieldDecorationRegistry.DEC_ERROR).getImage());
        mark.hide();
        text.addListener(SWT.Modify, e -> check());
        Runnable hand = () -> {
            if (!text.getText().equals(shown)) {
                shown = text.getText();
                commit.accept(shown);
            }
        };
        text.addListener(SWT.DefaultSelection, e -> hand.run());
        text.addListener(SWT.FocusOut, e -> hand.run());
    }

    private void check() {
        String wrong = fault.apply(text.getText());
        if (wrong.isEmpty()) {
            mark.hide();
        } else {
            mark.setDescriptionText(wrong);
            mark.show();
        }
    }

    void show(String value) {
        shown = value;
        if (!text.getText().equals(value)) {
            text.setText(value);
        }
        check();
    }

    Text control() {
        return text;
    }
}
