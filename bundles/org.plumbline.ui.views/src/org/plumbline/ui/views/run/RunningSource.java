package org.plumbline.ui.views.run;

import java.util.Map;
import java.util.Optional;

import org.eclipse.ui.AbstractSourceProvider;
import org.eclipse.ui.ISources;
import org.plumbline.ui.core.UiCore;
import org.plumbline.ui.core.run.ExperimentRun;
import org.plumbline.ui.core.run.RunSnapshot;
import org.plumbline.ui.core.run.Runs;

/** Tells the workbench whether the run on show is running or could go on, so that Stop and Resume are enabled without code of ours. */
public final class RunningSource extends AbstractSourceProvider {
    private static final String RUNNING = "org.plumbline.ui.views.running";
    private static final String RESUMABLE = "org.plumbline.ui.views.resumable";

    private final Runs runs = UiCore.get().runs();
    private final Runnable listener = this::changed;
    private Map<String, Object> last = Map.of();

    public RunningSource() {
        runs.addListener(listener);
    }

    private void changed() {
        Map<String, Object> now = getCurrentState();
        if (!now.equals(last)) {
            last = now;
            fireSourceChanged(ISources.WORKBENCH, now);
        }
    }

    @Override
    public Map<String, Object> getCurrentState() {
        Optional<RunSnapshot> shown = runs.current().map(ExperimentRun::snapshot);
        return Map.of(RUNNING, shown.map(RunSnapshot::active).orElse(false), RESUMABLE, shown.map(RunSnapshot::resumable).orElse(false));
    }

    @Override
    public String[] getProvidedSourceNames() {
        return new String[] {RUNNING, RESUMABLE};
    }

    @Override
    public void dispose() {
        runs.removeListener(listener);
    }
}
