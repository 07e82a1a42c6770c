package org.plumbline.ui.views.run;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.plumbline.ui.core.UiCore;
import org.plumbline.ui.core.run.ExperimentRun;

/** Ends the run that the views show. */
public final class CancelHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) {
        UiCore.get().runs().current().ifPresent(ExperimentRun::cancel);
        return null;
    }
}
