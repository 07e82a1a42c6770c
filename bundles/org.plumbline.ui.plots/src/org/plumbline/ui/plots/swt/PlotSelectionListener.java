package org.plumbline.ui.plots.swt;

import org.plumbline.ui.plots.paint.PlotHit;

/**
 * Is told when the user chooses a point of a plot. Called on the UI thread.
 */
@FunctionalInterface
public interface PlotSelectionListener {

    void selected(PlotHit hit);
}
