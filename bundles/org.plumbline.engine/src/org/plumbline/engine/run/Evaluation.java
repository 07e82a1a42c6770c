package org.plumbline.engine.run;

import java.util.function.Consumer;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.plan.ComponentPlan;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.spi.Analysis;

/** Applies a run's analyses to trials that have ended. */
final class Evaluation {
    private Evaluation() {
    }

    /** @param failures hears of an analysis that throws: it has no results, the others have theirs */
    static ImmutableList<AnalysisResult> evaluate(ContributionRegistry registry, ImmutableList<ComponentPlan> analyses,
            ImmutableList<TrialRecord> records, Consumer<String> failures) {
        return analyses.flatCollect(plan -> {
            try {
                return registry.get(ContributionKind.ANALYSIS, plan.contribution()).create(Analysis.class)
                        .evaluate(plan.element(), records, plan.settings());
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                failures.accept("analysis '" + plan.contribution() + "' (" + plan.element() + ") has no result: " + e);
                return Lists.immutable.empty();
            }
        });
    }
}
