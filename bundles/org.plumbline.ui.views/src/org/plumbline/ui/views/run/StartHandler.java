package org.plumbline.ui.views.run;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.ui.core.UiCore;
import org.plumbline.ui.core.document.ExperimentEditor;
import org.plumbline.ui.core.run.RunJob;
import org.plumbline.ui.core.run.RunPreferences;
import org.plumbline.ui.core.run.Runs;
import org.plumbline.ui.views.plot.PlotView;

/** Saves and runs the experiment of the active diagram, or says why it cannot run. */
public final class StartHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        if (HandlerUtil.getActiveEditor(event) instanceof ExperimentEditor editor) {
            Runs runs = UiCore.get().runs();
            try {
                RunJob job = RunJob.prepare(editor.openExperiment(), editor.file(), RunPreferences.workers(),
                        UiCore.get().registry(), runs);
                if (editor.isDirty()) {
                    editor.doSave(new NullProgressMonitor());
                }
                runs.add(job.experimentRun());
                IWorkbenchPage page = editor.getSite().getPage();
                page.showView(RunsView.ID, null, IWorkbenchPage.VIEW_VISIBLE);
                page.showView(PlotView.ID, null, IWorkbenchPage.VIEW_VISIBLE);
                job.schedule();
            } catch (InvalidInputException e) {
                MessageDialog.openError(HandlerUtil.getActiveShell(event), "The experiment cannot run", e.getMessage());
            } catch (PartInitException e) {
                throw new ExecutionException(e.getMessage(), e);
            }
        }
        return null;
    }
}
