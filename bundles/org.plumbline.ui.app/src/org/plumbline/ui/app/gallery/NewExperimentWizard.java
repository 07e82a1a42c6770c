package org.plumbline.ui.app.gallery;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.ui.INewWizard;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.ide.IDE;
import org.plumbline.engine.gallery.Gallery;

/** Copies an experiment of the gallery into the workspace and opens it. */
public final class NewExperimentWizard extends Wizard implements INewWizard {
    private final GalleryPage page = new GalleryPage(Gallery.read(Platform.getExtensionRegistry()));
    private IWorkbench workbench;
    private IProject selected;

    public NewExperimentWizard() {
        setWindowTitle("New Experiment");
    }

    @Override
    public void init(IWorkbench newWorkbench, IStructuredSelection selection) {
        workbench = newWorkbench;
        IResource resource = Adapters.adapt(selection.getFirstElement(), IResource.class);
        selected = resource == null || !resource.getProject().isOpen() ? null : resource.getProject();
    }

    @Override
    public void addPages() {
        addPage(page);
    }

    @Override
    public boolean performFinish() {
        try {
            IFile file = FirstExperiments.copy(page.entry().orElseThrow(),
                    selected == null ? FirstExperiments.project() : selected);
            IDE.openEditor(workbench.getActiveWorkbenchWindow().getActivePage(), file);
            return true;
        } catch (CoreException e) {
            MessageDialog.openError(getShell(), "New Experiment", e.getMessage());
            return false;
        }
    }
}
