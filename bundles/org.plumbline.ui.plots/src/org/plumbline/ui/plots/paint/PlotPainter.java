package org.plumbline.ui.plots.paint;

import org.plumbline.ui.plots.model.Plot;
import org.plumbline.ui.plots.model.PlotNotes;

/**
 * Paints a plot on any surface.
 */
public final class PlotPainter {

    private PlotPainter() {
    }

    /**
     * Paints a plot over the whole surface, background included.
     *
     * @return where everything lies, for hit tests
     */
    public static PlotLayout paint(Plot plot, Surface surface) {
        PlotLayout layout = new PlotLayout(plot, surface);
        paint(layout, surface);
        return layout;
    }

    /** The same with a layout made for a surface of the same size and fonts. */
    public static void paint(PlotLayout layout, Surface surface) {
        surface.rectangle(new Box(0, 0, surface.width(), surface.height()), Colour.WHITE);
        FramePainter frame = new FramePainter(layout, surface);
        // Axes around nothing would look like a measurement.
        boolean bare = layout.plot.series().isEmpty();
        if (!bare) {
            // A map would cover the grid.
            if (layout.plot.map().isEmpty()) {
                frame.paintGrid();
            }
            frame.paintFrame();
        }
        new SeriesPainter(layout, surface).paint();
        frame.paintTexts(!bare);
        layout.legend.paint(surface, layout.legendX, layout.legendY);
        if (!PlotNotes.anythingShown(layout.plot)) {
            Box box = layout.frame;
            surface.text("No data to show", box.x() + box.width() / 2, box.y() + box.height() / 2,
                    TextStyle.SUBTITLE, Anchor.MIDDLE, 0);
        }
    }
}
