package org.plumbline.ui.views.properties;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;

/** The looks that all forms share: three columns (label, value, button), headings and remarks. */
final class FormParts {
    static final int COLUMNS = 3;

    private static final RGB QUIET = new RGB(88, 94, 104);
    private static final RGB FAULT = new RGB(170, 20, 20);
    private static final int WRAP = 200;

    private final Composite body;
    private final LocalResourceManager resources;

    FormParts(Composite parent) {
        body = new Composite(parent, SWT.NONE);
        resources = new LocalResourceManager(JFaceResources.getResources(), body);
        GridLayoutFactory.fillDefaults().numColumns(COLUMNS).margins(10, 8).spacing(6, 5).applyTo(body);
    }

    Composite body() {
        return body;
    }

    void heading(String text) {
        Label heading = new Label(body, SWT.WRAP);
        heading.setText(text);
        heading.setFont(resources.create(FontDescriptor.createFrom(body.getFont()).increaseHeight(1).setStyle(SWT.BOLD)));
        GridDataFactory.fillDefaults().span(COLUMNS, 1).hint(WRAP, SWT.DEFAULT).grab(true, false).applyTo(heading);
    }

    Label remark(String text) {
        Label remark = new Label(body, SWT.WRAP);
        remark.setText(text);
        remark.setForeground(resources.createColor(QUIET));
        GridDataFactory.fillDefaults().span(COLUMNS, 1).hint(WRAP, SWT.DEFAULT).grab(true, false).applyTo(remark);
        return remark;
    }

    /** @return a line for what is wrong; empty and without height at first */
    Label fault() {
        Label fault = remark("");
        fault.setForeground(resources.createColor(FAULT));
        return fault;
    }

    void rule() {
        Label rule = new Label(body, SWT.SEPARATOR | SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().span(COLUMNS, 1).grab(true, false).applyTo(rule);
    }

    Label label(String text, String toolTip) {
        Label label = new Label(body, SWT.NONE);
        label.setText(text);
        label.setToolTipText(toolTip.isEmpty() ? null : toolTip);
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(label);
        return label;
    }

    /** Lets a control take the column of buttons too. */
    static void wide(Control control) {
        ((GridData) control.getLayoutData()).horizontalSpan = COLUMNS - 1;
    }
}
