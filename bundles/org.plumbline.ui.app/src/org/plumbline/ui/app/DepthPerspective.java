package org.plumbline.ui.app;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.eclipse.ui.navigator.resources.ProjectExplorer;

/** Navigator, diagram and properties above; runs, problems and the plot below. */
public final class DepthPerspective implements IPerspectiveFactory {
    static final String ID = "org.plumbline.ui.app.depth";

    // Views are named, not linked: a product without them still starts.
    private static final String RUNS = "org.plumbline.ui.views.runs";
    private static final String PLOT = "org.plumbline.ui.views.plot";

    @Override
    public void createInitialLayout(IPageLayout layout) {
        String editors = layout.getEditorArea();
        layout.addView(ProjectExplorer.VIEW_ID, IPageLayout.LEFT, 0.15f, editors);
        IFolderLayout below = layout.createFolder("below", IPageLayout.BOTTOM, 0.52f, editors);
        below.addView(RUNS);
        below.addView(IPageLayout.ID_PROBLEM_VIEW);
        below.addView(IPageLayout.ID_PROGRESS_VIEW);
        layout.createFolder("figures", IPageLayout.RIGHT, 0.38f, "below").addView(PLOT);
        layout.addView(IPageLayout.ID_PROP_SHEET, IPageLayout.RIGHT, 0.76f, editors);
        for (String view : new String[] {ProjectExplorer.VIEW_ID, RUNS, PLOT, IPageLayout.ID_PROP_SHEET,
                IPageLayout.ID_PROBLEM_VIEW, IPageLayout.ID_PROGRESS_VIEW}) {
            layout.addShowViewShortcut(view);
        }
        layout.addNewWizardShortcut("org.plumbline.ui.app.newExperiment");
    }
}
