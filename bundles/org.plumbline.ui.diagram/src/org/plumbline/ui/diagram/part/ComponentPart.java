package org.plumbline.ui.diagram.part;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.draw2d.ConnectionAnchor;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.AccessibleEditPart;
import org.eclipse.gef.ConnectionEditPart;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.EditPolicy;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.NodeEditPart;
import org.eclipse.gef.Request;
import org.eclipse.gef.RequestConstants;
import org.eclipse.gef.editparts.AbstractGraphicalEditPart;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.plumbline.engine.finding.Finding;
import org.plumbline.engine.finding.Severity;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Connection;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.layout.NodeBounds;
import org.plumbline.ui.core.document.Placement;
import org.plumbline.ui.core.type.NodeText;
import org.plumbline.ui.core.type.TypeProvider;
import org.plumbline.ui.diagram.figure.NodeFigure;
import org.plumbline.ui.diagram.figure.SideAnchor;
import org.plumbline.ui.diagram.policy.NodeConnectionPolicy;
import org.plumbline.ui.diagram.policy.NodeDeletePolicy;

/** A component as a node. */
@SuppressWarnings({"rawtypes", "unchecked"})
public final class ComponentPart extends AbstractGraphicalEditPart implements NodeEditPart {
    private final DiagramContext context;
    private AccessibleEditPart accessible;

    ComponentPart(Component component, DiagramContext context) {
        this.context = context;
        setModel(component);
    }

    public Component component() {
        return (Component) getModel();
    }

    @Override
    protected IFigure createFigure() {
        return new NodeFigure(context.look());
    }

    @Override
    protected void createEditPolicies() {
        installEditPolicy(EditPolicy.COMPONENT_ROLE, new NodeDeletePolicy(context.open()));
        installEditPolicy(EditPolicy.GRAPHICAL_NODE_ROLE, new NodeConnectionPolicy(context.open()));
    }

    @Override
    protected void refreshVisuals() {
        NodeFigure node = (NodeFigure) getFigure();
        TypeProvider type = context.types().of(component());
        node.show(type.label(), NodeText.of(component(), context.registry(), type), context.look().colour(type.colour()));
        ImmutableList<Finding> findings = context.open().findings(component().getId());
        node.showFindings(icon(findings), findings.collect(Finding::text));
        ((GraphicalEditPart) getParent()).setLayoutConstraint(this, node, bounds());
    }

    private Rectangle bounds() {
        int[] corner = Placement.of(context.open().layout(), context.open().experiment(), component());
        int width = Placement.find(context.open().layout(), component().getId()).map(NodeBounds::getWidth).orElse(-1);
        // The height is that of the text: a node never hides what it has to say.
        return new Rectangle(corner[0], corner[1], width, -1);
    }

    private static Optional<Image> icon(ImmutableList<Finding> findings) {
        if (findings.noneSatisfy(f -> f.severity() != Severity.INFO)) {
            return Optional.empty();
        }
        boolean error = Finding.blocks(findings);
        return Optional.of(PlatformUI.getWorkbench().getSharedImages()
                .getImage(error ? ISharedImages.IMG_DEC_FIELD_ERROR : ISharedImages.IMG_DEC_FIELD_WARNING));
    }

    @Override
    public void setSelected(int value) {
        super.setSelected(value);
        ((NodeFigure) getFigure()).setSelected(value != EditPart.SELECTED_NONE);
    }

    @Override
    public void performRequest(Request request) {
        if (RequestConstants.REQ_OPEN.equals(request.getType())) {
            try {
                PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage()
                        .showView("org.eclipse.ui.views.PropertySheet");
            } catch (PartInitException e) {
                throw new IllegalStateException("the Properties view is part of the product", e);
            }
        }
    }

    @Override
    protected List getModelSourceConnections() {
        return experiment().stream().flatMap(e -> e.getConnections().stream())
                .filter(c -> c.getSource() == component()).sorted(by(Connection::getTarget)).toList();
    }

    @Override
    protected List getModelTargetConnections() {
        return experiment().stream().flatMap(e -> e.getConnections().stream())
                .filter(c -> c.getTarget() == component()).sorted(by(Connection::getSource)).toList();
    }

    private Optional<Experiment> experiment() {
        return component().eContainer() instanceof Experiment e ? Optional.of(e) : Optional.empty();
    }

    /** By the height at which the other end stands, so that lines do not cross near the node. */
    private Comparator<Connection> by(Function<Connection, Component> end) {
        return Comparator.comparingInt(c -> top(end.apply(c)));
    }

    private int top(Component component) {
        return Placement.of(context.open().layout(), context.open().experiment(), component)[1];
    }

    @Override
    public ConnectionAnchor getSourceConnectionAnchor(ConnectionEditPart connection) {
        return new SideAnchor(getFigure(), true, 0, 1);
    }

    @Override
    public ConnectionAnchor getTargetConnectionAnchor(ConnectionEditPart connection) {
        List<?> all = getModelTargetConnections();
        return new SideAnchor(getFigure(), false, Math.max(0, all.indexOf(connection.getModel())), Math.max(1, all.size()));
    }

    @Override
    public ConnectionAnchor getSourceConnectionAnchor(Request request) {
        return new SideAnchor(getFigure(), true, 0, 1);
    }

    @Override
    public ConnectionAnchor getTargetConnectionAnchor(Request request) {
        return new SideAnchor(getFigure(), false, 0, 1);
    }

    @Override
    protected AccessibleEditPart getAccessibleEditPart() {
        if (accessible == null) {
            accessible = new AccessibleGraphicalEditPart() {
                @Override
                public void getName(AccessibleEvent event) {
                    event.result = context.types().of(component()).label() + " " + component().getId();
                }

                @Override
                public void getDescription(AccessibleEvent event) {
                    event.result = context.open().findings(component().getId()).collect(Finding::text).makeString(", ");
                }
            };
        }
        return accessible;
    }

    @Override
    public Object getAdapter(Class key) {
        return key.isInstance(getModel()) ? getModel() : super.getAdapter(key);
    }
}
