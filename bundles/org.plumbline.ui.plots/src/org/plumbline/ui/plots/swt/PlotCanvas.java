package org.plumbline.ui.plots.swt;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.plumbline.ui.plots.model.AxisScale;
import org.plumbline.ui.plots.model.Plot;
import org.plumbline.ui.plots.model.PlotAxis;
import org.plumbline.ui.plots.model.PlotDescription;
import org.plumbline.ui.plots.paint.Colour;
import org.plumbline.ui.plots.paint.PlotHit;
import org.plumbline.ui.plots.paint.PlotLayout;
import org.plumbline.ui.plots.paint.PlotPainter;
import org.plumbline.ui.plots.paint.Stroke;

/**
 * Shows a plot. The pointer shows the value under it and a click chooses the point; with the keyboard, Left and Right
 * move along a series, Up and Down between series, and Return chooses.
 */
public final class PlotCanvas extends Canvas {

    /** How near the pointer must come to a point, in units of the surface. */
    private static final double REACH = 9;
    private static final double RING = 8;

    private final AtomicReference<Plot> pending = new AtomicReference<>();
    private final List<PlotSelectionListener> listeners = new CopyOnWriteArrayList<>();
    private final Display display;
    private Plot plot = new Plot("empty", "", "", "", new PlotAxis("", "", AxisScale.LINEAR, Optional.empty()),
            new PlotAxis("", "", AxisScale.LINEAR, Optional.empty()), List.of());
    private PlotLayout layout;
    private PlotCursor cursor;

    public PlotCanvas(Composite parent, int style) {
        super(parent, style | SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        display = parent.getDisplay();
        addListener(SWT.Paint, event -> paint(event.gc));
        addListener(SWT.Resize, event -> redraw());
        addListener(SWT.FocusIn, event -> redraw());
        addListener(SWT.FocusOut, event -> redraw());
        addListener(SWT.MouseMove, this::hover);
        addListener(SWT.MouseExit, event -> setToolTipText(null));
        addListener(SWT.MouseDown, this::click);
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.Traverse, event -> event.doit = event.detail == SWT.TRAVERSE_TAB_NEXT
                || event.detail == SWT.TRAVERSE_TAB_PREVIOUS || event.detail == SWT.TRAVERSE_ESCAPE);
        describe();
    }

    /**
     * Shows another plot, soon; may be called from any thread. Of several calls in quick succession only the last is
     * painted. Does nothing once the canvas is disposed.
     */
    public void setPlot(Plot next) {
        if (pending.getAndSet(Objects.requireNonNull(next, "plot")) != null) {
            return;
        }
        try {
            display.asyncExec(this::takePending);
        } catch (SWTException disposed) {
            // The window is closing: a run that still reports has nobody to report to.
            pending.set(null);
        }
    }

    /** The plot on show. */
    public Plot plot() {
        checkWidget();
        return plot;
    }

    /** Where everything lies that was painted last; empty before the first painting. */
    Optional<PlotLayout> painted() {
        return Optional.ofNullable(layout);
    }

    /** The point chosen last, by pointer or keyboard. */
    public Optional<PlotHit> selection() {
        checkWidget();
        return Optional.ofNullable(cursor).map(PlotCursor::hit);
    }

    public void addSelectionListener(PlotSelectionListener listener) {
        listeners.add(listener);
    }

    public void removeSelectionListener(PlotSelectionListener listener) {
        listeners.remove(listener);
    }

    /** The visible point near a position within the canvas. */
    public Optional<PlotHit> hit(int x, int y) {
        return layout == null ? Optional.empty() : PlotHit.at(layout, x, y, REACH);
    }

    private void takePending() {
        Plot next = pending.getAndSet(null);
        if (next == null || isDisposed()) {
            return;
        }
        plot = next;
        layout = null;
        cursor = cursor == null ? null : cursor.within(next).orElse(null);
        redraw();
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        if (area.isEmpty()) {
            return;
        }
        try (SwtSurface surface = new SwtSurface(gc, area.width, area.height)) {
            layout = PlotPainter.paint(plot, surface);
            if (cursor != null && PlotHit.visible(layout, cursor.hit().series(), cursor.hit().index())) {
                double[] place = layout.place(cursor.hit().series(), cursor.hit().index());
                surface.ring(place[0], place[1], RING, Stroke.solid(Colour.TEXT, 1.6));
            }
        }
        if (isFocusControl()) {
            gc.drawFocus(1, 1, area.width - 2, area.height - 2);
        }
    }

    private void hover(Event event) {
        String tip = hit(event.x, event.y).map(hit -> PlotDescription.of(plot, hit.series(), hit.index()))
                // An ampersand would be taken for a mnemonic.
                .map(text -> text.replace("&", "&&")).orElse(null);
        if (!Objects.equals(tip, getToolTipText())) {
            setToolTipText(tip);
        }
    }

    private void click(Event event) {
        if (event.button == 1) {
            setFocus();
            hit(event.x, event.y).ifPresent(hit -> {
                moveTo(new PlotCursor(hit));
                choose(hit);
            });
        }
    }

    private void key(Event event) {
        if (layout == null) {
            return;
        }
        switch (event.keyCode) {
        case SWT.ARROW_RIGHT -> step(0, 1);
        case SWT.ARROW_LEFT -> step(0, -1);
        case SWT.ARROW_DOWN -> step(1, 0);
        case SWT.ARROW_UP -> step(-1, 0);
        case SWT.CR, SWT.KEYPAD_CR, ' ' -> selection().ifPresent(this::choose);
        default -> { }
        }
    }

    private void step(int series, int points) {
        Optional<PlotCursor> next = cursor == null ? PlotCursor.first(layout, plot)
                : cursor.step(layout, plot, series, points);
        next.ifPresent(this::moveTo);
    }

    private void moveTo(PlotCursor next) {
        cursor = next;
        redraw();
        setToolTipText(PlotDescription.of(plot, next.hit().series(), next.hit().index()).replace("&", "&&"));
        getAccessible().sendEvent(ACC.EVENT_DESCRIPTION_CHANGED, null);
    }

    private void choose(PlotHit hit) {
        listeners.forEach(listener -> listener.selected(hit));
    }

    private void describe() {
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                event.result = plot.title();
            }

            @Override
            public void getDescription(AccessibleEvent event) {
                event.result = selection().map(hit -> PlotDescription.of(plot, hit.series(), hit.index()))
                        .orElseGet(() -> PlotDescription.of(plot));
            }
        });
        getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent event) {
                event.detail = ACC.ROLE_GRAPHIC;
            }
        });
    }
}
