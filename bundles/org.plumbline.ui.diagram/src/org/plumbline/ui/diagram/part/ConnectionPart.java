package org.plumbline.ui.diagram.part;

import java.util.Locale;

import org.eclipse.draw2d.IFigure;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.EditPolicy;
import org.eclipse.gef.editparts.AbstractConnectionEditPart;
import org.eclipse.gef.editpolicies.ConnectionEndpointEditPolicy;
import org.plumbline.model.experiment.Connection;
import org.plumbline.ui.diagram.figure.FlowFigure;
import org.plumbline.ui.diagram.policy.ConnectionDeletePolicy;

/** A connection as an arrow. */
@SuppressWarnings("rawtypes")
public final class ConnectionPart extends AbstractConnectionEditPart {
    private final DiagramContext context;

    ConnectionPart(Connection connection, DiagramContext context) {
        this.context = context;
        setModel(connection);
    }

    @Override
    protected IFigure createFigure() {
        Connection connection = (Connection) getModel();
        return new FlowFigure(context.look(), connection.getType().getName().toLowerCase(Locale.ROOT));
    }

    @Override
    protected void createEditPolicies() {
        installEditPolicy(EditPolicy.CONNECTION_ROLE, new ConnectionDeletePolicy(context.open()));
        installEditPolicy(EditPolicy.CONNECTION_ENDPOINTS_ROLE, new ConnectionEndpointEditPolicy());
    }

    @Override
    public void setSelected(int value) {
        super.setSelected(value);
        ((FlowFigure) getFigure()).setSelected(value != EditPart.SELECTED_NONE);
    }

    @Override
    public Object getAdapter(Class key) {
        return key.isInstance(getModel()) ? getModel() : super.getAdapter(key);
    }
}
