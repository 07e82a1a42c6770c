package org.plumbline.ui.diagram.part;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.draw2d.FreeformLayer;
import org.eclipse.draw2d.FreeformLayout;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.MarginBorder;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.EditPolicy;
import org.eclipse.gef.editparts.AbstractGraphicalEditPart;
import org.eclipse.gef.editpolicies.RootComponentEditPolicy;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.ui.core.document.OpenExperiment;
import org.plumbline.ui.diagram.policy.DiagramLayoutPolicy;

/** The whole diagram; it listens to the open experiment and refreshes its parts. */
@SuppressWarnings({"rawtypes", "unchecked"})
public final class ExperimentPart extends AbstractGraphicalEditPart implements OpenExperiment.Listener {
    private final DiagramContext context;

    ExperimentPart(Experiment experiment, DiagramContext context) {
        this.context = context;
        setModel(experiment);
    }

    public Experiment experiment() {
        return (Experiment) getModel();
    }

    @Override
    public void activate() {
        super.activate();
        context.open().addListener(this);
    }

    @Override
    public void deactivate() {
        context.open().removeListener(this);
        super.deactivate();
    }

    @Override
    public void experimentChanged() {
        refresh();
        for (Object child : getChildren()) {
            ((EditPart) child).refresh();
        }
    }

    @Override
    public void findingsChanged() {
        experimentChanged();
    }

    @Override
    protected List getModelChildren() {
        List<Object> children = new ArrayList<>();
        children.add(new Header(experiment()));
        children.addAll(experiment().getComponents());
        return children;
    }

    @Override
    protected IFigure createFigure() {
        FreeformLayer layer = new FreeformLayer();
        layer.setLayoutManager(new FreeformLayout());
        layer.setBorder(new MarginBorder(16));
        return layer;
    }

    @Override
    protected void createEditPolicies() {
        installEditPolicy(EditPolicy.COMPONENT_ROLE, new RootComponentEditPolicy());
        installEditPolicy(EditPolicy.LAYOUT_ROLE, new DiagramLayoutPolicy(context.open()));
    }

    @Override
    public Object getAdapter(Class key) {
        return key.isInstance(getModel()) ? getModel() : super.getAdapter(key);
    }
}
