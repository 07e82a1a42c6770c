package org.plumbline.ui.core.run;

import org.eclipse.core.runtime.preferences.AbstractPreferenceInitializer;
import org.eclipse.jface.preference.IPreferenceStore;
import org.plumbline.engine.spi.DataFolder;
import org.plumbline.ui.core.UiCore;

/** The preferences of runs and their defaults. */
public final class RunPreferences extends AbstractPreferenceInitializer {
    /** Number of trials at the same time, 1 to {@value #MOST_WORKERS}. */
    public static final String WORKERS = "run.workers";
    public static final int MOST_WORKERS = 1024;
    /** Folder of data sets; empty: as the environment says. */
    public static final String DATA_FOLDER = "run.data";

    @Override
    public void initializeDefaultPreferences() {
        UiCore.get().getPreferenceStore().setDefault(WORKERS, Runtime.getRuntime().availableProcessors());
    }

    /** @return the number of trials at the same time */
    public static int workers() {
        return Math.clamp(UiCore.get().getPreferenceStore().getInt(WORKERS), 1, MOST_WORKERS);
    }

    /** Lets data sets know of the folder, now and whenever the preference changes. */
    public static void publishDataFolder(IPreferenceStore store) {
        Runnable publish = () -> System.setProperty(DataFolder.PROPERTY, store.getString(DATA_FOLDER));
        publish.run();
        store.addPropertyChangeListener(event -> {
            if (event.getProperty().equals(DATA_FOLDER)) {
                publish.run();
            }
        });
    }
}
