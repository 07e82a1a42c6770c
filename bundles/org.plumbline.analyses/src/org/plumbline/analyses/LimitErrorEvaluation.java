package org.plumbline.analyses;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.analyses.DepthSeries.DepthValue;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Conclusion;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.TrialRecord;

/** One evaluation of limit errors: one series over depth for each equation, and which of them the networks tend to. */
final class LimitErrorEvaluation {
    /** Least order that the interval must clear: half of what the theory has, 1 for the ODEs and 1/2 for the SDE. */
    private static final Map<String, Double> LEAST = Map.of(LimitErrors.NEURAL, 0.5, LimitErrors.LINEAR, 0.5, LimitErrors.STOCHASTIC, 0.25);
    private final String analysis;
    private final String prefix;
    private final ImmutableList<TrialRecord> trials;
    private final Settings settings;

    LimitErrorEvaluation(String analysis, ImmutableList<TrialRecord> trials, Settings settings) {
        this.analysis = analysis;
        this.prefix = analysis + "/";
        this.trials = trials;
        this.settings = settings;
    }

    ImmutableList<AnalysisResult> results() {
        MutableList<AnalysisResult> results = Lists.mutable.empty();
        DepthSeries.groups(trials).forEach((cell, group) -> results.addAll(results(group, cell)));
        return results.toImmutable();
    }

    private MutableList<AnalysisResult> results(ImmutableList<TrialRecord> group, String cell) {
        double exploded = DepthSeries.values(group, prefix + LimitErrors.EXPLODED).sumOfDouble(DepthValue::value);
        MutableList<AnalysisResult> results = Lists.mutable.empty();
        LimitErrorAnalysis.equations().forEach((quantity, name) -> {
            AnalysisResult result = ExponentResult.of(analysis,
                    new ExponentResult.Quantity(quantity, "distance from the fitted " + name, 1), cell, group,
                    DepthSeries.values(group, prefix + quantity), settings);
            result = result.noting("the order of convergence is minus the exponent");
            results.add(exploded == 0 ? result
                    : result.noting((long) exploded + " solutions of the three equations exploded; each counts with an error of 1e8"));
        });
        String name = cell.isEmpty() ? "" : " [" + cell + "]";
        results.add(new AnalysisResult(analysis, "limit" + name, "equation that the networks tend to" + name, "", Optional.empty(),
                DepthSeries.DEPTH, new ResultAxis("distance", "", true), Lists.immutable.empty(), Optional.empty(),
                Lists.immutable.with(DepthSeries.policy(group))).concluding(conclusion(results)));
        return results;
    }

    private static Conclusion conclusion(MutableList<AnalysisResult> results) {
        MutableList<String> evidence = Lists.mutable.empty();
        MutableList<String> tends = Lists.mutable.empty();
        int at = 0;
        for (Map.Entry<String, String> equation : LimitErrorAnalysis.equations().entrySet()) {
            Optional<Estimate> estimate = results.get(at++).estimate();
            double least = LEAST.get(equation.getKey());
            boolean falls = estimate.filter(Estimate::hasInterval).filter(e -> -e.high() > least).isPresent();
            if (falls) {
                tends.add(equation.getKey());
            }
            evidence.add(equation.getValue() + ": " + estimate.map(e -> text(e, least, falls)).orElse("no order could be fitted"));
        }
        String verdict = tends.contains(LimitErrors.LINEAR) ? "linear ODE" : tends.contains(LimitErrors.NEURAL) ? "neural ODE"
                : tends.contains(LimitErrors.STOCHASTIC) ? "SDE" : "undecided";
        if (tends.isEmpty()) {
            evidence.add("more depths, or more seeds for narrower intervals, could decide");
        }
        return new Conclusion(verdict, tends.notEmpty(), evidence.toImmutable());
    }

    private static String text(Estimate estimate, double least, boolean falls) {
        String interval = estimate.hasInterval()
                ? String.format(Locale.ROOT, " in [%.2f, %.2f]", -estimate.high(), -estimate.low()) : " without an interval";
        return String.format(Locale.ROOT, "order %.2f", -estimate.value()) + interval
                + (falls ? ", above " : ", not above ") + least;
    }
}
