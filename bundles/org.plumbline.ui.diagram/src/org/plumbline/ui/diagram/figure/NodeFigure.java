package org.plumbline.ui.diagram.figure;

import java.util.Optional;

import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.draw2d.ColorConstants;
import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.GridData;
import org.eclipse.draw2d.GridLayout;
import org.eclipse.draw2d.Label;
import org.eclipse.draw2d.MarginBorder;
import org.eclipse.draw2d.PositionConstants;
import org.eclipse.draw2d.ToolbarLayout;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.draw2d.text.FlowPage;
import org.eclipse.draw2d.text.TextFlow;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.Image;
import org.plumbline.ui.core.document.Placement;
import org.plumbline.ui.core.type.NodeText;

/** A node: a head in the colour of its kind, with its name, what implements it, and its most telling parameters. */
public final class NodeFigure extends Figure {
    private static final int ROUND = 10;

    private final Look look;
    private final Label kind = new Label();
    private final TextFlow title = new TextFlow();
    private final Figure lines = new Figure();
    private Color colour = ColorConstants.gray;
    private boolean known = true;
    private boolean selected;

    public NodeFigure(Look look) {
        this.look = look;
        ToolbarLayout column = new ToolbarLayout();
        column.setStretchMinorAxis(true);
        setLayoutManager(column);
        style(kind, look.small(), ColorConstants.white, new MarginBorder(3, 9, 3, 9));
        kind.setTextPlacement(PositionConstants.WEST);
        kind.setIconTextGap(6);
        title.setFont(look.strong());
        title.setForegroundColor(look.colour(Look.INK));
        FlowPage page = new FlowPage();
        page.setBorder(new MarginBorder(5, 9, 4, 9));
        page.add(title);
        GridLayout grid = new GridLayout(2, false);
        grid.marginWidth = 9;
        grid.marginHeight = 4;
        grid.verticalSpacing = 1;
        grid.horizontalSpacing = 10;
        lines.setLayoutManager(grid);
        add(kind);
        add(page);
        add(lines);
    }

    private static void style(Label label, Font font, Color ink, MarginBorder border) {
        label.setFont(font);
        label.setForegroundColor(ink);
        label.setBorder(border);
        label.setLabelAlignment(PositionConstants.LEFT);
    }

    /** Shows a text in the colour of a kind. */
    public void show(String kindName, NodeText text, Color kindColour) {
        colour = kindColour;
        known = text.known();
        kind.setText(text.title().equalsIgnoreCase(kindName) ? kindName : kindName + " · " + text.title());
        title.setText(text.subtitle());
        lines.removeAll();
        lines.setVisible(!text.lines().isEmpty());
        text.lines().forEach(this::line);
        repaint();
    }

    /** Shows that something is wrong, and says what in a tool tip. */
    public void showFindings(Optional<Image> icon, ImmutableList<String> texts) {
        kind.setIcon(icon.orElse(null));
        setToolTip(texts.isEmpty() ? null : new Label(texts.makeString("\n")));
    }

    public void setSelected(boolean isSelected) {
        selected = isSelected;
        repaint();
    }

    private void line(NodeText.Line line) {
        Label name = new Label(line.name());
        name.setFont(look.small());
        name.setForegroundColor(look.colour(Look.QUIET));
        Label value = new Label(line.value());
        value.setFont(line.swept() ? look.strong() : look.text());
        value.setForegroundColor(line.swept() ? colour : look.colour(Look.INK));
        value.setLabelAlignment(PositionConstants.LEFT);
        lines.add(name);
        lines.add(value, new GridData(SWT.FILL, SWT.CENTER, true, false));
    }

    @Override
    public Dimension getPreferredSize(int widthHint, int heightHint) {
        int width = widthHint > 0 ? widthHint : Placement.NODE_WIDTH;
        Dimension size = super.getPreferredSize(width, -1);
        return new Dimension(width, lines.getChildren().isEmpty() ? size.height - 6 : size.height);
    }

    @Override
    protected void paintFigure(Graphics g) {
        Rectangle all = getBounds().getCopy().resize(-1, -1);
        g.setAntialias(SWT.ON);
        g.setBackgroundColor(look.colour(Look.SURFACE));
        g.fillRoundRectangle(all, ROUND, ROUND);
        g.pushState();
        g.clipRect(new Rectangle(all.x, all.y, all.width + 1, kind.getBounds().height));
        g.setBackgroundColor(colour);
        g.fillRoundRectangle(all, ROUND, ROUND);
        g.popState();
        if (lines.isVisible()) {
            g.setForegroundColor(look.colour(Look.HAIR));
            g.drawLine(all.x + 9, lines.getBounds().y, all.right() - 9, lines.getBounds().y);
        }
        g.setForegroundColor(colour);
        g.setLineStyle(known ? Graphics.LINE_SOLID : Graphics.LINE_DASH);
        g.setLineWidth(selected ? 2 : 1);
        g.drawRoundRectangle(selected ? all.shrink(1, 1).resize(1, 1) : all, ROUND, ROUND);
    }
}
