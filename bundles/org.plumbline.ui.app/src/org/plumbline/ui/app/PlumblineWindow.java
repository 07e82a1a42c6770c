package org.plumbline.ui.app;

import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;

/** The workbench window: large enough for diagram, form, runs and plot at a glance. */
final class PlumblineWindow extends WorkbenchWindowAdvisor {
    /** In pixels. */
    private static final Point SIZE = new Point(1400, 900);

    PlumblineWindow(IWorkbenchWindowConfigurer configurer) {
        super(configurer);
    }

    @Override
    public ActionBarAdvisor createActionBarAdvisor(IActionBarConfigurer configurer) {
        return new PlumblineActions(configurer);
    }

    @Override
    public void preWindowOpen() {
        IWorkbenchWindowConfigurer configurer = getWindowConfigurer();
        configurer.setInitialSize(SIZE);
        configurer.setShowCoolBar(true);
        configurer.setShowStatusLine(true);
        configurer.setShowProgressIndicator(true);
        configurer.setShowPerspectiveBar(false);
        configurer.setTitle("Plumbline");
    }

    /** Text editing is part of the platform here, but not of this workbench: its buttons would only be in the way. */
    @Override
    public void postWindowOpen() {
        for (String set : new String[] {"annotationNavigation", "navigation", "convertLineDelimitersTo", "openExternalFile",
                "presentation"}) {
            getWindowConfigurer().getWindow().getActivePage().hideActionSet("org.eclipse.ui.edit.text.actionSet." + set);
        }
    }

    @Override
    public void postWindowCreate() {
        Shell shell = getWindowConfigurer().getWindow().getShell();
        shell.setMinimumSize(800, 600);
    }
}
