package org.plumbline.ui.views.plot;

import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Composite;

/** The number of an analysis with its interval and its origin, as text that can be copied. */
final class AnalysisCard {
    private static final int MARGIN = 10;

    private final StyledText text;
    private final Font large;
    private final Color quiet;

    AnalysisCard(Composite parent) {
        text = new StyledText(parent, SWT.READ_ONLY | SWT.WRAP | SWT.MULTI | SWT.V_SCROLL);
        text.setMargins(MARGIN, MARGIN, MARGIN, MARGIN);
        text.setCaret(null);
        text.setAlwaysShowScrollBars(false);
        LocalResourceManager resources = new LocalResourceManager(JFaceResources.getResources(), text);
        large = resources.create(FontDescriptor.createFrom(text.getFont()).setHeight(22).setStyle(SWT.BOLD));
        quiet = resources.createColor(new RGB(88, 94, 104));
    }

    StyledText control() {
        return text;
    }

    void clear() {
        text.setText("");
    }

    void show(EstimateText estimate) {
        String headline = estimate.headline() + "\n";
        String meaning = estimate.meaning() + "\n\n";
        String details = estimate.details();
        String notes = estimate.notes().isEmpty() ? "" : "\n\n" + estimate.notes();
        String all = headline + meaning + details + notes;
        if (all.equals(text.getText())) {
            return;
        }
        text.setText(all);
        StyleRange number = new StyleRange(0, headline.length(), null, null);
        number.font = large;
        text.setStyleRange(number);
        text.setStyleRange(new StyleRange(headline.length(), meaning.length(), null, null, SWT.BOLD));
        text.setStyleRange(new StyleRange(all.length() - notes.length(), notes.length(), quiet, null));
    }
}
