package org.plumbline.ui.views.plot;

import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Composite;

/** What an analysis concludes, and its number with interval and origin, as text that can be copied. */
final class AnalysisCard {
    private static final int MARGIN = 10;

    private final StyledText text;
    private final Font large;
    private final Color quiet;
    private final Color warning;

    AnalysisCard(Composite parent) {
        text = new StyledText(parent, SWT.READ_ONLY | SWT.WRAP | SWT.MULTI | SWT.V_SCROLL);
        text.setMargins(MARGIN, MARGIN, MARGIN, MARGIN);
        text.setCaret(null);
        text.setAlwaysShowScrollBars(false);
        LocalResourceManager resources = new LocalResourceManager(JFaceResources.getResources(), text);
        large = resources.create(FontDescriptor.createFrom(text.getFont()).setHeight(22).setStyle(SWT.BOLD));
        quiet = resources.createColor(new RGB(88, 94, 104));
        warning = resources.createColor(new RGB(138, 75, 0));
    }

    StyledText control() {
        return text;
    }

    void clear() {
        text.setText("");
    }

    void show(CardText card) {
        String all = card.text();
        if (all.equals(text.getText())) {
            return;
        }
        text.setText(all);
        int start = 0;
        for (CardText.Part part : card.parts()) {
            int length = Math.min(part.text().length(), all.length() - start);
            if (length > 0) {
                text.setStyleRange(range(part.style(), start, length));
            }
            start += part.text().length();
        }
    }

    private StyleRange range(CardText.Style style, int start, int length) {
        StyleRange range = new StyleRange(start, length, null, null);
        switch (style) {
            case HEADLINE -> range.font = large;
            case STRONG -> range.fontStyle = SWT.BOLD;
            case QUIET -> range.foreground = quiet;
            case WARNING -> {
                range.foreground = warning;
                range.fontStyle = SWT.BOLD;
            }
            case PLAIN -> { }
        }
        return range;
    }
}
