package org.plumbline.analyses;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.analyses.DepthSeries.DepthValue;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;

/** The measurements of an evaluation as series over depth, for each further cell. */
final class EvaluationSeries {
    /** Quantities in the order in which they are shown, with their names and whether they are positive. */
    private static final ImmutableList<Quantity> QUANTITIES = Lists.immutable.with(
            new Quantity("testLoss", "loss on the test examples", true), new Quantity("trainLoss", "loss on the training examples", true),
            new Quantity("gap", "test loss minus training loss", false),
            new Quantity("testAccuracy", "accuracy on the test examples", false),
            new Quantity("trainAccuracy", "accuracy on the training examples", false));

    private record Quantity(String id, String label, boolean logarithmic) {
    }

    /** @return ids of what is measured */
    static ImmutableList<String> ids() {
        return QUANTITIES.collect(Quantity::id);
    }

    /** @return the name of what is measured; empty if nothing measured has this id */
    static Optional<String> label(String id) {
        return QUANTITIES.detectOptional(quantity -> quantity.id().equals(id)).map(Quantity::label);
    }

    private final String analysis;
    private final ImmutableList<TrialRecord> trials;
    private final Settings settings;

    EvaluationSeries(String analysis, ImmutableList<TrialRecord> trials, Settings settings) {
        this.settings = settings;
        this.analysis = analysis;
        this.trials = trials;
    }

    ImmutableList<AnalysisResult> results() {
        MutableList<AnalysisResult> results = Lists.mutable.empty();
        DepthSeries.groups(trials).forEach((cell, group) -> {
            QUANTITIES.select(quantity -> DepthSeries.values(group, analysis + "/" + quantity.id()).notEmpty())
                    .forEach(quantity -> results.add(result(quantity, cell, group)));
            results.add(ExponentResult.of(analysis, new ExponentResult.Quantity("steps", "optimiser steps", 1), cell, group,
                    group.select(trial -> trial.state() == TrialState.DONE).collect(trial -> new DepthValue(trial, trial.steps())), settings));
        });
        return results.toImmutable();
    }

    private AnalysisResult result(Quantity quantity, String cell, ImmutableList<TrialRecord> group) {
        ImmutableList<DepthValue> values = DepthSeries.values(group, analysis + "/" + quantity.id());
        String behind = cell.isEmpty() ? "" : ", " + cell;
        return new AnalysisResult(analysis, quantity.id() + (cell.isEmpty() ? "" : " [" + cell + "]"), quantity.label() + behind, "",
                Optional.empty(), DepthSeries.DEPTH, new ResultAxis(quantity.label(), "", quantity.logarithmic()),
                DepthSeries.points(group, values), Optional.empty(), Lists.immutable.with(DepthSeries.policy(group)));
    }
}
