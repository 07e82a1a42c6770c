package org.plumbline.ui.views.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.ui.IWorkbenchPartSite;
import org.plumbline.ui.plots.model.Plot;
import org.plumbline.ui.plots.paint.PlotExport;

/** Saves the plot in one format. */
final class ExportPlotAction extends Action {
    private final IWorkbenchPartSite site;
    private final String format;
    private final Supplier<Plot> plot;
    private final Supplier<String> metadata;

    /** @param format one of those of {@link PlotExport} */
    ExportPlotAction(IWorkbenchPartSite site, String format, Supplier<Plot> plot, Supplier<String> metadata) {
        super(format.toUpperCase(Locale.ROOT) + "…");
        setToolTipText("Export the plot as " + format.toUpperCase(Locale.ROOT));
        this.site = site;
        this.format = format;
        this.plot = plot;
        this.metadata = metadata;
        setEnabled(false);
    }

    @Override
    public void run() {
        FileDialog dialog = new FileDialog(site.getShell(), SWT.SAVE);
        dialog.setFilterExtensions("*." + format);
        dialog.setFileName(plot.get().id().replaceAll("[^A-Za-z0-9-]+", "-").replaceAll("-$", "") + "." + format);
        dialog.setOverwrite(true);
        String chosen = dialog.open();
        if (chosen == null) {
            return;
        }
        Path file = Path.of(chosen.endsWith("." + format) ? chosen : chosen + "." + format);
        try {
            PlotExport.save(plot.get(), file, metadata.get());
        } catch (IOException e) {
            MessageDialog.openError(site.getShell(), "Export", file + ": " + e.getMessage());
        }
    }
}
