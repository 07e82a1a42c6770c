package org.plumbline.ui.app;

import org.eclipse.core.runtime.Platform;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.service.datalocation.Location;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;

/** Starts the workbench. */
public final class WorkbenchApplication implements IApplication {

    @Override
    public Object start(IApplicationContext context) throws Exception {
        Display.setAppName("Plumbline");
        Display display = PlatformUI.createDisplay();
        try {
            Location workspace = Platform.getInstanceLocation();
            if (workspace == null || !workspace.isSet() || !workspace.lock()) {
                MessageDialog.openError(null, "Plumbline", workspace == null || !workspace.isSet()
                        ? "No workspace folder is set: start with -data FOLDER."
                        : "The workspace " + workspace.getURL().getPath() + " is in use by another Plumbline, or cannot be"
                                + " written.\nClose that one, or start with -data and another folder.");
                return EXIT_OK;
            }
            int code = PlatformUI.createAndRunWorkbench(display, new PlumblineWorkbench());
            workspace.release();
            return code == PlatformUI.RETURN_RESTART ? EXIT_RESTART : EXIT_OK;
        } finally {
            display.dispose();
        }
    }

    @Override
    public void stop() {
        if (PlatformUI.isWorkbenchRunning()) {
            Display display = PlatformUI.getWorkbench().getDisplay();
            display.syncExec(() -> PlatformUI.getWorkbench().close());
        }
    }
}
