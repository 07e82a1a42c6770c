package org.plumbline.ui.core;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.eclipse.ui.plugin.AbstractUIPlugin;
import org.osgi.framework.BundleContext;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.contribution.ExtensionReader;
import org.plumbline.ui.core.run.RunPreferences;
import org.plumbline.ui.core.run.Runs;
import org.plumbline.ui.core.type.TypeProviders;

/** The bundle: holds the objects that all parts of one workbench share. Each is an ordinary object with a constructor. */
public final class UiCore extends AbstractUIPlugin {
    public static final String ID = "org.plumbline.ui.core";

    private static UiCore instance;

    private ContributionRegistry registry;
    private TypeProviders types;
    private Runs runs;

    @Override
    public void start(BundleContext context) throws Exception {
        super.start(context);
        instance = this;
        RunPreferences.publishDataFolder(getPreferenceStore());
    }

    @Override
    public void stop(BundleContext context) throws Exception {
        instance = null;
        super.stop(context);
    }

    public static UiCore get() {
        return instance;
    }

    /** @return what is installed; read once */
    public synchronized ContributionRegistry registry() {
        if (registry == null) {
            registry = ExtensionReader.read(Platform.getExtensionRegistry());
            registry.findings().each(f -> ILog.of(getBundle()).warn(f.text()));
        }
        return registry;
    }

    /** @return how components look */
    public synchronized TypeProviders types() {
        if (types == null) {
            types = TypeProviders.read(Platform.getExtensionRegistry());
        }
        return types;
    }

    /** @return the runs of this session */
    public synchronized Runs runs() {
        if (runs == null) {
            runs = new Runs();
        }
        return runs;
    }
}
