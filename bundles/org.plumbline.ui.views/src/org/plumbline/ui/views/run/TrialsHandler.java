package org.plumbline.ui.views.run;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.handlers.HandlerUtil;
import org.plumbline.engine.trial.TrialRequest;
import org.plumbline.ui.core.UiCore;
import org.plumbline.ui.core.run.TrialRow;

/** Wants something of the trials that are selected in the run monitor. */
abstract class TrialsHandler extends AbstractHandler {
    private final TrialRequest request;

    TrialsHandler(TrialRequest request) {
        this.request = request;
    }

    /** Keeps their states until somebody lets them go on. */
    public static final class Pause extends TrialsHandler {
        public Pause() {
            super(TrialRequest.PAUSE);
        }
    }

    /** Lets them go on. */
    public static final class GoOn extends TrialsHandler {
        public GoOn() {
            super(TrialRequest.GO_ON);
        }
    }

    /** Ends them where they are. */
    public static final class Cancel extends TrialsHandler {
        public Cancel() {
            super(TrialRequest.CANCEL);
        }
    }

    @Override
    public Object execute(ExecutionEvent event) {
        if (HandlerUtil.getActiveMenuSelection(event) instanceof IStructuredSelection selection) {
            ImmutableList<Object> selected = Lists.immutable.with(selection.toArray());
            ImmutableList<String> trials = selected.selectInstancesOf(TrialRow.class).collect(row -> row.trial().id());
            UiCore.get().runs().current().ifPresent(run -> run.ask(request, trials));
        }
        return null;
    }
}
