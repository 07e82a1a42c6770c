package org.plumbline.ui.diagram.figure;

import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Label;
import org.eclipse.draw2d.PositionConstants;
import org.eclipse.draw2d.ToolbarLayout;

/** The headline of a diagram: the experiment's title, and what it varies. */
public final class HeaderFigure extends Figure {
    private final Label title = new Label();
    private final Label sweep = new Label();

    public HeaderFigure(Look look) {
        ToolbarLayout column = new ToolbarLayout();
        column.setSpacing(3);
        setLayoutManager(column);
        title.setFont(look.headline());
        title.setForegroundColor(look.colour(Look.INK));
        title.setLabelAlignment(PositionConstants.LEFT);
        sweep.setFont(look.text());
        sweep.setForegroundColor(look.colour(Look.QUIET));
        sweep.setLabelAlignment(PositionConstants.LEFT);
        add(title);
        add(sweep);
    }

    public void show(String titleText, String sweepText, String description) {
        title.setText(titleText);
        sweep.setText(sweepText);
        setToolTip(description.isBlank() ? null : new Label(description));
    }
}
