package org.plumbline.ui.views.run;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.plumbline.ui.core.UiCore;
import org.plumbline.ui.core.run.ExperimentRun;

/** Stops the run that the views show. */
public final class StopHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) {
        UiCore.get().runs().current().ifPresent(ExperimentRun::stop);
        return null;
    }
}
