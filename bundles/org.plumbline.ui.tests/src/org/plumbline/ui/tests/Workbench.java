package org.plumbline.ui.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IDE;
import org.plumbline.model.experiment.Component;
import org.plumbline.ui.diagram.ExperimentDiagramEditor;
import org.plumbline.ui.diagram.part.ComponentPart;

/** What a test does with the running workbench. */
final class Workbench {
    private Workbench() {
    }

    static IWorkbenchPage page() {
        return PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
    }

    static IFile file(String name) {
        return ResourcesPlugin.getWorkspace().getRoot().getProject("Experiments").getFile(name);
    }

    /** Opens the sample as it is on disk, whatever an earlier test left open. */
    static ExperimentDiagramEditor open(String name) throws PartInitException {
        page().closeAllEditors(false);
        ExperimentDiagramEditor editor = (ExperimentDiagramEditor) IDE.openEditor(page(), file(name));
        page().activate(editor);
        Pump.settle(0.3);
        return editor;
    }

    static Component component(ExperimentDiagramEditor editor, String id) {
        return editor.openExperiment().experiment().getComponents().stream().filter(c -> c.getId().equals(id)).findFirst()
                .orElseThrow(() -> new AssertionError("no component " + id));
    }

    static ComponentPart part(ExperimentDiagramEditor editor, String id) {
        return (ComponentPart) editor.getGraphicalViewer().getEditPartRegistry().get(component(editor, id));
    }

    /** Executes a command of the workbench as its menu item or its key does. */
    static void execute(String command) throws Exception {
        PlatformUI.getWorkbench().getService(IHandlerService.class).executeCommand(command, null);
        Pump.settle(0.1);
    }

    /** Drags a node with the mouse. */
    static void drag(ExperimentDiagramEditor editor, GraphicalEditPart part, int dx, int dy) {
        Control canvas = editor.getGraphicalViewer().getControl();
        Rectangle bounds = part.getFigure().getBounds().getCopy();
        part.getFigure().translateToAbsolute(bounds);
        int x = bounds.x + bounds.width / 2;
        int y = bounds.y + 8;
        mouse(canvas, SWT.MouseMove, x, y, 0);
        mouse(canvas, SWT.MouseDown, x, y, 0);
        mouse(canvas, SWT.MouseMove, x + dx / 2, y + dy / 2, SWT.BUTTON1);
        mouse(canvas, SWT.MouseMove, x + dx, y + dy, SWT.BUTTON1);
        mouse(canvas, SWT.MouseUp, x + dx, y + dy, SWT.BUTTON1);
        Pump.settle(0.1);
    }

    private static void mouse(Control control, int type, int x, int y, int state) {
        Event event = new Event();
        event.x = x;
        event.y = y;
        event.button = type == SWT.MouseMove ? 0 : 1;
        event.stateMask = state;
        control.notifyListeners(type, event);
        Pump.settle(0.05);
    }

    /** Saves a picture of the window below the folder of the build. */
    static Path screenshot(String name) throws IOException {
        Shell shell = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getShell();
        shell.forceActive();
        Pump.settle(0.5);
        // Without a window manager the size that the shell reports is not the size that is drawn.
        Point corner = shell.getLocation();
        Point end = shell.toDisplay(shell.getClientArea().width, shell.getClientArea().height);
        Image image = new Image(shell.getDisplay(), end.x - corner.x, end.y - corner.y);
        GC gc = new GC(shell.getDisplay());
        try {
            gc.copyArea(image, corner.x, corner.y);
            ImageLoader loader = new ImageLoader();
            loader.data = new ImageData[] {image.getImageData()};
            Path file = Path.of(System.getProperty("plumbline.screenshots", "target/screenshots")).resolve(name + ".png");
            Files.createDirectories(file.getParent());
            loader.save(file.toString(), SWT.IMAGE_PNG);
            return file;
        } finally {
            gc.dispose();
            image.dispose();
        }
    }
}
