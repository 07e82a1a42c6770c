package org.plumbline.ui.diagram;

import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.SWTGraphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.LayerConstants;
import org.eclipse.gef.editparts.LayerManager;
import org.eclipse.jface.action.Action;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.widgets.FileDialog;

/** Saves the diagram as a PNG image. */
final class ExportDiagramAction extends Action {
    static final String ID = "org.plumbline.ui.diagram.export";

    private static final int MARGIN = 12;
    private final GraphicalViewer viewer;

    ExportDiagramAction(GraphicalViewer viewer) {
        super("Export Diagram as PNG…");
        setId(ID);
        this.viewer = viewer;
    }

    @Override
    public void run() {
        FileDialog dialog = new FileDialog(viewer.getControl().getShell(), SWT.SAVE);
        dialog.setFilterExtensions("*.png");
        dialog.setFileName("diagram.png");
        dialog.setOverwrite(true);
        String path = dialog.open();
        if (path == null) {
            return;
        }
        try {
            ImageLoader loader = new ImageLoader();
            loader.data = new ImageData[] {image(viewer)};
            loader.save(path, SWT.IMAGE_PNG);
        } catch (SWTException e) {
            MessageDialog.openError(viewer.getControl().getShell(), "Export", path + ": " + e.getMessage());
        }
    }

    /** @return nodes and connections, without handles */
    static ImageData image(GraphicalViewer viewer) {
        IFigure layers = ((LayerManager) viewer.getEditPartRegistry().get(LayerManager.ID))
                .getLayer(LayerConstants.PRINTABLE_LAYERS);
        Rectangle bounds = layers.getBounds().getCopy().expand(MARGIN, MARGIN);
        Image image = new Image(viewer.getControl().getDisplay(), bounds.width, bounds.height);
        GC gc = new GC(image);
        try {
            SWTGraphics graphics = new SWTGraphics(gc);
            graphics.translate(-bounds.x, -bounds.y);
            layers.paint(graphics);
            graphics.dispose();
            return image.getImageData();
        } finally {
            gc.dispose();
            image.dispose();
        }
    }
}
