package org.plumbline.ui.diagram.figure;

import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.resource.ResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Control;

/** Fonts and colours of one diagram, disposed with its canvas. */
public final class Look {
    public static final RGB PAPER = new RGB(250, 250, 248);
    static final RGB INK = new RGB(32, 36, 42);
    static final RGB QUIET = new RGB(88, 94, 104);
    static final RGB LINE = new RGB(110, 116, 128);
    static final RGB SURFACE = new RGB(255, 255, 255);
    static final RGB HAIR = new RGB(222, 224, 228);

    private final ResourceManager resources;
    private final FontDescriptor base = JFaceResources.getDefaultFontDescriptor();

    public Look(Control canvas) {
        resources = new LocalResourceManager(JFaceResources.getResources(), canvas);
    }

    public Color colour(RGB rgb) {
        return resources.createColor(rgb);
    }

    Font text() {
        return resources.create(base.setHeight(9));
    }

    Font strong() {
        return resources.create(base.setHeight(9).setStyle(SWT.BOLD));
    }

    Font small() {
        return resources.create(base.setHeight(8));
    }

    Font headline() {
        return resources.create(base.setHeight(13).setStyle(SWT.BOLD));
    }
}
