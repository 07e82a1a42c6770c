package org.plumbline.ui.app;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.eclipse.ui.navigator.resources.ProjectExplorer;
import org.plumbline.ui.views.plot.PlotView;
import org.plumbline.ui.views.run.RunsView;

/** Navigator, diagram and properties above; runs, problems and the plot below. */
public final class DepthPerspective implements IPerspectiveFactory {
    static final String ID = "org.plumbline.ui.app.depth";

    @Override
    public void createInitialLayout(IPageLayout layout) {
        String editors = layout.getEditorArea();
        layout.addView(ProjectExplorer.VIEW_ID, IPageLayout.LEFT, 0.14f, editors);
        IFolderLayout below = layout.createFolder("below", IPageLayout.BOTTOM, 0.52f, editors);
        below.addView(RunsView.ID);
        below.addView(IPageLayout.ID_PROBLEM_VIEW);
        below.addView(IPageLayout.ID_PROGRESS_VIEW);
        layout.createFolder("figures", IPageLayout.RIGHT, 0.38f, "below").addView(PlotView.ID);
        layout.addView(IPageLayout.ID_PROP_SHEET, IPageLayout.RIGHT, 0.76f, editors);
        for (String view : new String[] {ProjectExplorer.VIEW_ID, RunsView.ID, PlotView.ID, IPageLayout.ID_PROP_SHEET,
                IPageLayout.ID_PROBLEM_VIEW, IPageLayout.ID_PROGRESS_VIEW}) {
            layout.addShowViewShortcut(view);
        }
        layout.addNewWizardShortcut("org.plumbline.ui.app.newExperiment");
    }
}
