package org.plumbline.ui.app.gallery;

import java.io.IOException;
import java.io.InputStream;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.navigator.CommonNavigator;
import org.eclipse.ui.navigator.resources.ProjectExplorer;
import org.plumbline.engine.gallery.Gallery;
import org.plumbline.engine.gallery.GalleryEntry;

/** Gives a new workspace a project with experiments of the gallery and opens one, so that nobody starts before nothing. */
public final class FirstExperiments {
    static final String PROJECT = "Experiments";

    private static final String OPENED = "scaling-limits/tanh-adam-small";
    private static final String[] COPIED = {OPENED, "scaling-limits/tanh-adam"};

    private FirstExperiments() {
    }

    /** Does nothing if the workspace has a project. */
    public static void openIfNew(IWorkbenchWindow window) throws CoreException {
        IWorkspaceRoot root = ResourcesPlugin.getWorkspace().getRoot();
        if (window == null || root.getProjects().length > 0) {
            return;
        }
        IProject project = project();
        Gallery gallery = Gallery.read(Platform.getExtensionRegistry());
        for (String id : COPIED) {
            if (gallery.entries().anySatisfy(e -> e.id().equals(id))) {
                copy(gallery.get(id), project);
            }
        }
        IFile first = project.getFile("tanh-adam-small.experiment");
        if (first.exists()) {
            IDE.openEditor(window.getActivePage(), first);
        }
        if (window.getActivePage().findView(ProjectExplorer.VIEW_ID) instanceof CommonNavigator navigator) {
            navigator.getCommonViewer().expandToLevel(project, 1);
        }
    }

    /** @return the project for experiments, made if it is not there */
    static IProject project() throws CoreException {
        IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject(PROJECT);
        if (!project.exists()) {
            project.create(null);
        }
        if (!project.isOpen()) {
            project.open(null);
        }
        return project;
    }

    /**
     * Copies an experiment of the gallery.
     *
     * @return the new file; its name is that of the entry, with a number if that is taken
     */
    static IFile copy(GalleryEntry entry, IProject project) throws CoreException {
        IFile file = project.getFile(entry.name() + ".experiment");
        for (int i = 2; file.exists(); i++) {
            file = project.getFile(entry.name() + "-" + i + ".experiment");
        }
        try (InputStream in = entry.experiment().openStream()) {
            file.create(in, true, null);
            return file;
        } catch (IOException e) {
            throw new CoreException(Status.error("gallery experiment " + entry.id() + ": " + e.getMessage(), e));
        }
    }
}
