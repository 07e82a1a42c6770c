package org.plumbline.ui.diagram;

import java.io.IOException;
import java.io.InputStream;
import java.util.EventObject;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.gef.DefaultEditDomain;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.gef.editparts.ScalableFreeformRootEditPart;
import org.eclipse.gef.palette.PaletteRoot;
import org.eclipse.gef.ui.palette.FlyoutPaletteComposite.FlyoutPreferences;
import org.eclipse.gef.ui.parts.GraphicalEditorWithFlyoutPalette;
import org.eclipse.gef.ui.parts.GraphicalViewerKeyHandler;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.ide.IGotoMarker;
import org.eclipse.ui.ide.ResourceUtil;
import org.eclipse.ui.views.properties.IPropertySheetPage;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.io.ExperimentReader;
import org.plumbline.model.io.ExperimentWriter;
import org.plumbline.ui.core.UiCore;
import org.plumbline.ui.core.check.ExperimentCheck;
import org.plumbline.ui.core.check.FindingMarkers;
import org.plumbline.ui.core.document.ExperimentEditor;
import org.plumbline.ui.core.document.OpenExperiment;
import org.plumbline.ui.diagram.figure.Look;
import org.plumbline.ui.diagram.part.DiagramContext;
import org.plumbline.ui.diagram.part.DiagramPartFactory;

/** The diagram of one experiment file. */
@SuppressWarnings("rawtypes")
public final class ExperimentDiagramEditor extends GraphicalEditorWithFlyoutPalette implements ExperimentEditor {
    private static final FlyoutPreferences PALETTE = new PaletteState();

    private IFile file;
    private OpenExperiment open;
    private ExperimentCheck check;

    @Override
    public void init(IEditorSite site, IEditorInput input) throws PartInitException {
        file = ResourceUtil.getFile(input);
        if (file == null) {
            throw new PartInitException(input.getName() + " is not a file of the workspace");
        }
        try (InputStream in = file.getContents(true)) {
            open = new OpenExperiment(new ExperimentReader().read(in, file.getName()));
        } catch (IOException | CoreException e) {
            throw new PartInitException(e.getMessage());
        }
        Domain domain = new Domain(this, open.commands());
        setEditDomain(domain);
        super.init(site, input);
        setPartName(file.getName());
    }

    /** Uses the stack of the open experiment, which the property page shares. */
    private static final class Domain extends DefaultEditDomain {
        Domain(ExperimentDiagramEditor editor, CommandStack stack) {
            super(editor);
            setCommandStack(stack);
        }
    }

    @Override
    public OpenExperiment openExperiment() {
        return open;
    }

    @Override
    public IFile file() {
        return file;
    }

    @Override
    protected void configureGraphicalViewer() {
        super.configureGraphicalViewer();
        GraphicalViewer viewer = getGraphicalViewer();
        Look look = new Look(viewer.getControl());
        viewer.getControl().setBackground(look.colour(Look.PAPER));
        viewer.setRootEditPart(new ScalableFreeformRootEditPart());
        viewer.setEditPartFactory(new DiagramPartFactory(
                new DiagramContext(open, UiCore.get().registry(), UiCore.get().types(), look)));
        viewer.setKeyHandler(new GraphicalViewerKeyHandler(viewer));
        getActionRegistry().registerAction(new ExportDiagramAction(viewer));
        viewer.setContextMenu(new DiagramMenu(viewer, getActionRegistry()));
    }

    @Override
    protected void initializeGraphicalViewer() {
        getGraphicalViewer().setContents(open.experiment());
        check = new ExperimentCheck(open, file, UiCore.get().registry(), getSite().getShell().getDisplay());
        check.start();
    }

    @Override
    protected PaletteRoot getPaletteRoot() {
        return ExperimentPalette.create(UiCore.get().registry(), UiCore.get().types());
    }

    @Override
    protected FlyoutPreferences getPalettePreferences() {
        return PALETTE;
    }

    @Override
    public void commandStackChanged(EventObject event) {
        firePropertyChange(PROP_DIRTY);
        super.commandStackChanged(event);
    }

    @Override
    public void doSave(IProgressMonitor monitor) {
        try {
            new ExperimentWriter().write(open.experiment(), open.layout(), file.getLocation().toPath());
            file.refreshLocal(IResource.DEPTH_ZERO, monitor);
            open.commands().markSaveLocation();
        } catch (IOException | CoreException e) {
            monitor.setCanceled(true);
            MessageDialog.openError(getSite().getShell(), "Save " + file.getName(), e.getMessage());
        }
    }

    @Override
    public void reveal(String element) {
        String id = element.contains(".") ? element.substring(0, element.indexOf('.')) : element;
        for (Component component : open.experiment().getComponents()) {
            if (id.equals(component.getId())
                    && getGraphicalViewer().getEditPartRegistry().get(component) instanceof EditPart part) {
                getGraphicalViewer().setSelection(new StructuredSelection(part));
                getGraphicalViewer().reveal(part);
            }
        }
    }

    @Override
    public Object getAdapter(Class type) {
        if (type == IPropertySheetPage.class) {
            // The page is contributed by the bundle that has the forms.
            return Platform.getAdapterManager().loadAdapter(this, type.getName());
        }
        if (type == IGotoMarker.class) {
            return (IGotoMarker) marker -> reveal(marker.getAttribute(FindingMarkers.ELEMENT, ""));
        }
        if (type == OpenExperiment.class) {
            return open;
        }
        return super.getAdapter(type);
    }

    @Override
    public GraphicalViewer getGraphicalViewer() {
        return super.getGraphicalViewer();
    }

    @Override
    public void dispose() {
        if (open == null) {
            // The file could not be read, so nothing was set up that could be taken down.
            return;
        }
        if (check != null) {
            check.stop();
        }
        super.dispose();
        open.close();
    }
}
