package org.plumbline.ui.views.run;

import java.nio.file.Path;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.store.StoreException;
import org.plumbline.ui.core.UiCore;
import org.plumbline.ui.core.run.RunPreferences;
import org.plumbline.ui.views.plot.PlotView;

/** Asks for the folder of a stored run and shows it. */
public final class OpenRunHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        DirectoryDialog dialog = new DirectoryDialog(HandlerUtil.getActiveShell(event));
        dialog.setText("Open Run");
        dialog.setMessage("The folder of a run: the one with run.json in it.");
        dialog.setFilterPath(ResourcesPlugin.getWorkspace().getRoot().getLocation().toOSString());
        String chosen = dialog.open();
        if (chosen != null) {
            try {
                UiCore.get().runs().open(Path.of(chosen), RunPreferences.workers(), UiCore.get().registry());
                IWorkbenchPage page = HandlerUtil.getActiveWorkbenchWindow(event).getActivePage();
                page.showView(RunsView.ID);
                page.showView(PlotView.ID, null, IWorkbenchPage.VIEW_VISIBLE);
            } catch (StoreException | InvalidInputException e) {
                MessageDialog.openError(HandlerUtil.getActiveShell(event), "The run cannot be opened", e.getMessage());
            } catch (PartInitException e) {
                throw new ExecutionException(e.getMessage(), e);
            }
        }
        return null;
    }
}
