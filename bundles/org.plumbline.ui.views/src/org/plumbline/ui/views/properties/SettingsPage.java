package org.plumbline.ui.views.properties;

import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.part.Page;
import org.eclipse.ui.views.properties.IPropertySheetPage;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.model.experiment.Component;
import org.plumbline.ui.core.document.ExperimentEditor;
import org.plumbline.ui.core.document.OpenExperiment;
import org.plumbline.ui.core.type.TypeProviders;

/** The page of the Properties view: the form of the selected component, or of the experiment if none is selected. */
public final class SettingsPage extends Page implements IPropertySheetPage, OpenExperiment.Listener {
    private final ExperimentEditor editor;
    private final OpenExperiment open;
    private final ContributionRegistry registry;
    private final TypeProviders types;
    private ScrolledComposite scroll;
    private Component component;
    private Form form;

    public SettingsPage(ExperimentEditor editor, ContributionRegistry registry, TypeProviders types) {
        this.editor = editor;
        this.open = editor.openExperiment();
        this.registry = registry;
        this.types = types;
    }

    @Override
    public void createControl(Composite parent) {
        scroll = new ScrolledComposite(parent, SWT.V_SCROLL);
        scroll.setLayout(new FillLayout());
        scroll.setExpandHorizontal(true);
        scroll.setExpandVertical(true);
        scroll.addListener(SWT.Resize, e -> resize());
        open.addListener(this);
        rebuild();
    }

    /** Undo, redo and save act on the experiment while the form has the focus. */
    @Override
    public void setActionBars(IActionBars bars) {
        IActionBars editorBars = editor.getEditorSite().getActionBars();
        for (ActionFactory factory : new ActionFactory[] {ActionFactory.UNDO, ActionFactory.REDO}) {
            bars.setGlobalActionHandler(factory.getId(), editorBars.getGlobalActionHandler(factory.getId()));
        }
        bars.updateActionBars();
    }

    @Override
    public void selectionChanged(IWorkbenchPart part, ISelection selection) {
        if (part != editor) {
            return;
        }
        Object element = selection instanceof IStructuredSelection s ? s.getFirstElement() : null;
        show(Adapters.adapt(element, Component.class));
    }

    private void show(Component selected) {
        if (selected != component || form == null) {
            component = selected;
            rebuild();
        }
    }

    @Override
    public void experimentChanged() {
        if (component != null && component.eContainer() == null) {
            component = null;
        }
        if (form != null && form.fits(component)) {
            form.refresh();
        } else {
            rebuild();
        }
    }

    @Override
    public void findingsChanged() {
        if (form != null) {
            form.refresh();
        }
    }

    private void rebuild() {
        if (scroll == null || scroll.isDisposed()) {
            return;
        }
        Control old = scroll.getContent();
        Form fresh = component == null ? new ExperimentForm(scroll, open, registry)
                : new ComponentForm(scroll, open, component, registry, types.of(component));
        form = null;
        scroll.setContent(fresh.control());
        if (old != null) {
            old.dispose();
        }
        form = fresh;
        form.refresh();
        resize();
    }

    private void resize() {
        if (scroll.getContent() != null) {
            int width = scroll.getClientArea().width;
            scroll.setMinSize(scroll.getContent().computeSize(width, SWT.DEFAULT));
        }
    }

    @Override
    public Control getControl() {
        return scroll;
    }

    @Override
    public void setFocus() {
        scroll.setFocus();
    }

    @Override
    public void dispose() {
        open.removeListener(this);
        super.dispose();
    }
}
