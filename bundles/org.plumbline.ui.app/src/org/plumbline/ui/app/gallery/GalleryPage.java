package org.plumbline.ui.app.gallery;

import java.util.Optional;

import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.plumbline.engine.gallery.Gallery;
import org.plumbline.engine.gallery.GalleryEntry;

/** Chooses an experiment of the gallery. */
final class GalleryPage extends WizardPage {
    private final Gallery gallery;
    private TableViewer table;

    GalleryPage(Gallery gallery) {
        super("gallery", "Experiment from the gallery", null);
        this.gallery = gallery;
        setDescription("A copy enters the workspace; the original stays as it is.");
        setPageComplete(false);
    }

    Optional<GalleryEntry> entry() {
        return Optional.ofNullable((GalleryEntry) table.getStructuredSelection().getFirstElement());
    }

    @Override
    public void createControl(Composite parent) {
        table = new TableViewer(parent, SWT.SINGLE | SWT.BORDER | SWT.V_SCROLL);
        table.setContentProvider(ArrayContentProvider.getInstance());
        table.setLabelProvider(LabelProvider.createTextProvider(e -> ((GalleryEntry) e).id() + ": "
                + ((GalleryEntry) e).title()));
        table.setInput(gallery.entries().toArray());
        table.addSelectionChangedListener(e -> setPageComplete(!e.getStructuredSelection().isEmpty()));
        table.addDoubleClickListener(e -> {
            if (getWizard().performFinish()) {
                getWizard().getContainer().getShell().close();
            }
        });
        setControl(table.getControl());
    }
}
