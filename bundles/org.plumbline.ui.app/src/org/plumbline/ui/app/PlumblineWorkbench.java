package org.plumbline.ui.app;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Path;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.SWT;
import org.eclipse.ui.application.IWorkbenchConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchAdvisor;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;
import org.eclipse.ui.ide.IDE;
import org.osgi.framework.Bundle;
import org.plumbline.ui.app.gallery.FirstExperiments;
import org.plumbline.ui.core.UiCore;
import org.plumbline.ui.core.run.RunPreferences;
import org.plumbline.ui.core.run.Runs;

/** What is ours of the workbench's life: its perspective, what the platform's views need, and the first experiments. */
final class PlumblineWorkbench extends WorkbenchAdvisor {
    /** Answers to the question what becomes of runs, in the order of the buttons. */
    private static final int LEAVE = 0;
    private static final int STOP = 1;

    @Override
    public void initialize(IWorkbenchConfigurer configurer) {
        super.initialize(configurer);
        configurer.setSaveAndRestore(true);
        IDE.registerAdapters();
        // The navigator and the Problems view ask for images by name; without the IDE application nobody declares them.
        image(configurer, IDE.SharedImages.IMG_OBJ_PROJECT, "obj16/prj_obj.png");
        image(configurer, IDE.SharedImages.IMG_OBJ_PROJECT_CLOSED, "obj16/cprj_obj.png");
        image(configurer, "IMG_OBJS_ERROR_PATH", "obj16/error_tsk.png");
        image(configurer, "IMG_OBJS_WARNING_PATH", "obj16/warn_tsk.png");
        image(configurer, "IMG_OBJS_INFO_PATH", "obj16/info_tsk.png");
        image(configurer, "IMG_ETOOL_PROBLEM_CATEGORY", "etool16/problem_category.png");
        image(configurer, "IMG_ETOOL_PROBLEMS_VIEW", "eview16/problems_view.png");
        image(configurer, "IMG_ETOOL_PROBLEMS_VIEW_ERROR", "eview16/problems_view_error.png");
        image(configurer, "IMG_ETOOL_PROBLEMS_VIEW_WARNING", "eview16/problems_view_warning.png");
        image(configurer, "IMG_LCL_SHOWWARN_TSK", "elcl16/showwarn_tsk.png");
    }

    private static void image(IWorkbenchConfigurer configurer, String name, String path) {
        Bundle ide = Platform.getBundle("org.eclipse.ui.ide");
        configurer.declareImage(name,
                ImageDescriptor.createFromURL(FileLocator.find(ide, new Path("icons/full/" + path))), true);
    }

    @Override
    public IAdaptable getDefaultPageInput() {
        return ResourcesPlugin.getWorkspace().getRoot();
    }

    @Override
    public WorkbenchWindowAdvisor createWorkbenchWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
        return new PlumblineWindow(configurer);
    }

    @Override
    public String getInitialWindowPerspectiveId() {
        return DepthPerspective.ID;
    }

    @Override
    public String getMainPreferencePageId() {
        return "org.plumbline.ui.app.preferences";
    }

    @Override
    public void postStartup() {
        try {
            ResourcesPlugin.getWorkspace().getRoot().refreshLocal(IResource.DEPTH_INFINITE, null);
            FirstExperiments.openIfNew(getWorkbenchConfigurer().getWorkbench().getActiveWorkbenchWindow());
            // A workbench that is killed before it was ever closed would find its project closed.
            ResourcesPlugin.getWorkspace().save(true, null);
        } catch (CoreException e) {
            ILog.of(PlumblineWorkbench.class).error("The first experiments could not be opened: " + e.getMessage(), e);
        }
        findRuns();
    }

    /** Runs that were left running when the workbench was closed are found again, and the last one of each project. */
    private static void findRuns() {
        Job.createSystem("Find runs", monitor -> {
            for (IProject project : ResourcesPlugin.getWorkspace().getRoot().getProjects()) {
                if (project.getLocation() != null) {
                    UiCore.get().runs().openRecent(project.getLocation().toPath(), RunPreferences.workers(), UiCore.get().registry());
                }
            }
        }).schedule();
    }

    @Override
    public boolean preShutdown() {
        Runs runs = UiCore.get().runs();
        if (runs.active()) {
            int answer = MessageDialog.open(MessageDialog.QUESTION, null, "Plumbline", "A run has not ended.\nIt can go on without the "
                    + "workbench, which finds it again when it is opened; or it can stop, keep the states of its trials and be resumed later.",
                    SWT.NONE, "Leave it running", "Stop it", "Do not exit");
            if (answer != LEAVE && answer != STOP) {
                return false;
            }
            if (answer == STOP) {
                runs.stopAll();
            }
        }
        return super.preShutdown();
    }

    @Override
    public void postShutdown() {
        try {
            ResourcesPlugin.getWorkspace().save(true, null);
        } catch (CoreException e) {
            ILog.of(PlumblineWorkbench.class).error("The workspace could not be saved: " + e.getMessage(), e);
        }
    }
}
