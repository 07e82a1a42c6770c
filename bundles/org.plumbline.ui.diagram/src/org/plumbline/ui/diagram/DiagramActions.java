package org.plumbline.ui.diagram;

import org.eclipse.gef.ui.actions.ActionBarContributor;
import org.eclipse.gef.ui.actions.ActionRegistry;
import org.eclipse.gef.ui.actions.DeleteRetargetAction;
import org.eclipse.gef.ui.actions.RedoRetargetAction;
import org.eclipse.gef.ui.actions.UndoRetargetAction;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.actions.ActionFactory;

/** Connects Undo, Redo, Delete and Select All of the workbench's menu with the active diagram. */
public final class DiagramActions extends ActionBarContributor {

    @Override
    protected void buildActions() {
        addRetargetAction(new UndoRetargetAction());
        addRetargetAction(new RedoRetargetAction());
        addRetargetAction(new DeleteRetargetAction());
    }

    @Override
    protected void declareGlobalActionKeys() {
        addGlobalActionKey(ActionFactory.SELECT_ALL.getId());
    }

    /** The part that stands for a file which cannot be read has no actions. */
    @Override
    public void setActiveEditor(IEditorPart editor) {
        if (editor.getAdapter(ActionRegistry.class) == null) {
            getActionBars().clearGlobalActionHandlers();
            getActionBars().updateActionBars();
        } else {
            super.setActiveEditor(editor);
        }
    }

    @Override
    public void contributeToToolBar(IToolBarManager toolBar) {
        toolBar.add(getAction(ActionFactory.UNDO.getId()));
        toolBar.add(getAction(ActionFactory.REDO.getId()));
    }
}
