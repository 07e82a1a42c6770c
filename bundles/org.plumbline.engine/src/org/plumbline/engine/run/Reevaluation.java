package org.plumbline.engine.run;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.plan.ComponentPlan;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;

/** The analyses of a stored run, evaluated anew with other settings; nothing is written. */
public final class Reevaluation {
    private Reevaluation() {
    }

    /**
     * @param settings replace those of the same name and type in each analysis, e.g. {@code level -> 0.9}
     * @param failures hears of an analysis that has no result
     * @throws StoreException if there is no run, or a file of it is damaged; names the file
     */
    public static ImmutableList<AnalysisResult> of(ContributionRegistry registry, Path run, Map<String, Object> settings,
            Consumer<String> failures) throws StoreException {
        RunFolder folder = RunFolder.forReading(run);
        RunPlan plan = RunHeader.plan(registry, folder);
        RunPlan changed = new RunPlan(plan.name(), plan.title(), plan.trials(), plan.analyses().collect(analysis -> with(analysis, settings)));
        return new Evaluation(registry, changed, folder).evaluate(RunArchive.open(run).records(), failures);
    }

    private static ComponentPlan with(ComponentPlan analysis, Map<String, Object> settings) {
        Map<String, Object> values = new TreeMap<>();
        analysis.settings().values().forEachKeyValue((id, value) -> {
            Object other = settings.get(id);
            values.put(id, other != null && other.getClass() == value.getClass() ? other : value);
        });
        return new ComponentPlan(analysis.element(), analysis.kind(), analysis.contribution(), analysis.version(), Settings.of(values));
    }
}
