package org.plumbline.ui.views.run;

import java.util.Optional;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.ui.handlers.HandlerUtil;
import org.plumbline.store.StoreException;
import org.plumbline.ui.core.UiCore;
import org.plumbline.ui.core.run.ExperimentRun;
import org.plumbline.ui.core.run.RunJob;

/** Goes on with the run that the views show. */
public final class ResumeHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) {
        Optional<ExperimentRun> run = UiCore.get().runs().current();
        if (run.isPresent()) {
            try {
                RunJob.resume(run.get(), UiCore.get().registry()).schedule();
            } catch (StoreException e) {
                MessageDialog.openError(HandlerUtil.getActiveShell(event), "The run cannot go on", e.getMessage());
            }
        }
        return null;
    }
}
