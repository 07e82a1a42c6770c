package org.plumbline.ui.views.run;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.handlers.HandlerUtil;
import org.plumbline.ui.core.UiCore;
import org.plumbline.ui.core.document.ExperimentEditor;
import org.plumbline.ui.core.run.EstimateJob;
import org.plumbline.ui.core.run.RunPreferences;

/** Shows what a run of the experiment of the active diagram would take. */
public final class EstimateHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) {
        if (HandlerUtil.getActiveEditor(event) instanceof ExperimentEditor editor) {
            Shell shell = HandlerUtil.getActiveShell(event);
            new EstimateJob(editor.openExperiment(), editor.file(), RunPreferences.workers(), UiCore.get().registry(),
                    text -> EstimateDialog.open(shell, text)).schedule();
        }
        return null;
    }
}
