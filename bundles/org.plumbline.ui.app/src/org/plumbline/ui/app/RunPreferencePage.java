package org.plumbline.ui.app;

import org.eclipse.jface.preference.DirectoryFieldEditor;
import org.eclipse.jface.preference.FieldEditorPreferencePage;
import org.eclipse.jface.preference.IntegerFieldEditor;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.plumbline.ui.core.UiCore;
import org.plumbline.ui.core.run.RunPreferences;

/** The preferences of runs. */
public final class RunPreferencePage extends FieldEditorPreferencePage implements IWorkbenchPreferencePage {

    public RunPreferencePage() {
        super(GRID);
        setDescription("How experiments are run, and where data sets are found. None of this changes their numbers.");
    }

    @Override
    public void init(IWorkbench workbench) {
        setPreferenceStore(UiCore.get().getPreferenceStore());
    }

    @Override
    protected void createFieldEditors() {
        IntegerFieldEditor workers = new IntegerFieldEditor(RunPreferences.WORKERS, "Trials at the same time:",
                getFieldEditorParent());
        workers.setValidRange(1, RunPreferences.MOST_WORKERS);
        addField(workers);
        DirectoryFieldEditor data = new DirectoryFieldEditor(RunPreferences.DATA_FOLDER, "Folder of data sets:",
                getFieldEditorParent());
        data.setEmptyStringAllowed(true);
        addField(data);
    }
}
