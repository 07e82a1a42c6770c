package org.plumbline.engine.run;

import java.io.IOException;
import java.util.function.Consumer;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.map.ImmutableMap;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.plan.ComponentPlan;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.spi.Analysis;
import org.plumbline.engine.trial.DataCache;
import org.plumbline.engine.trial.TrainedTrials;
import org.plumbline.store.RunFolder;

/** Applies a run's analyses to trials that have ended. */
final class Evaluation {
    private static final int DATA_SETS_KEPT = 4;
    private final ContributionRegistry registry;
    private final RunFolder folder;
    private final ImmutableList<ComponentPlan> analyses;
    private final ImmutableMap<String, TrialPlan> plans;
    private final TrainedTrials trained;

    Evaluation(ContributionRegistry registry, RunPlan plan, RunFolder folder) {
        this.registry = registry;
        this.folder = folder;
        this.analyses = plan.analyses();
        this.plans = plan.trials().groupByUniqueKey(TrialPlan::id).toImmutable();
        this.trained = new TrainedTrials(registry, new DataCache(DATA_SETS_KEPT));
    }

    /**
     * @param records  of trials that have ended
     * @param failures hears of an analysis that throws: it has no results, the others have theirs
     */
    ImmutableList<AnalysisResult> evaluate(ImmutableList<TrialRecord> records, Consumer<String> failures) {
        return analyses.flatCollect(plan -> {
            try {
                return registry.get(ContributionKind.ANALYSIS, plan.contribution()).create(Analysis.class)
                        .evaluate(plan.element(), new StoredTrials(folder, plans, trained, records, plan.element()), plan.settings());
            } catch (IOException | InvalidInputException e) {
                failures.accept("analysis '" + plan.element() + "' has no result: " + e.getMessage());
                return Lists.immutable.empty();
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                failures.accept("analysis '" + plan.contribution() + "' (" + plan.element() + ") has no result: " + e);
                return Lists.immutable.empty();
            }
        });
    }
}
