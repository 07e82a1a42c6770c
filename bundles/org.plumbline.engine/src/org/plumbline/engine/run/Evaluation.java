package org.plumbline.engine.run;

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

    static ImmutableList<AnalysisResult> evaluate(ContributionRegistry registry, ImmutableList<ComponentPlan> analyses,
            ImmutableList<TrialRecord> records) {
        return analyses.flatCollect(plan -> registry.get(ContributionKind.ANALYSIS, plan.contribution())
                .create(Analysis.class).evaluate(plan.element(), records, plan.settings()));
    }
}
