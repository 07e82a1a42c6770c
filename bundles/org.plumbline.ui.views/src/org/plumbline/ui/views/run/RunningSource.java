package org.plumbline.ui.views.run;

import java.util.Map;

import org.eclipse.ui.AbstractSourceProvider;
import org.eclipse.ui.ISources;
import org.plumbline.ui.core.UiCore;
import org.plumbline.ui.core.run.Runs;

/** Tells the workbench whether the run on show is running, so that Stop can be enabled without code of ours. */
public final class RunningSource extends AbstractSourceProvider {
    private static final String RUNNING = "org.plumbline.ui.views.running";

    private final Runs runs = UiCore.get().runs();
    private final Runnable listener = this::changed;
    private boolean last;

    public RunningSource() {
        runs.addListener(listener);
    }

    private boolean running() {
        return runs.current().map(run -> run.snapshot().active()).orElse(false);
    }

    private void changed() {
        boolean now = running();
        if (now != last) {
            last = now;
            fireSourceChanged(ISources.WORKBENCH, RUNNING, now);
        }
    }

    @Override
    public Map<String, Object> getCurrentState() {
        return Map.of(RUNNING, running());
    }

    @Override
    public String[] getProvidedSourceNames() {
        return new String[] {RUNNING};
    }

    @Override
    public void dispose() {
        runs.removeListener(listener);
    }
}
