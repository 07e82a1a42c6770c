package org.plumbline.analyses;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.analyses.DepthSeries.DepthValue;
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

    private final String analysis;
    private final ImmutableList<TrialRecord> trials;

    EvaluationSeries(String analysis, ImmutableList<TrialRecord> trials) {
        this.analysis = analysis;
        this.trials = trials.select(trial -> trial.state().isFinal());
    }

    ImmutableList<AnalysisResult> results() {
        Map<String, MutableList<TrialRecord>> cells = new TreeMap<>();
        trials.forEach(trial -> cells.computeIfAbsent(DepthSeries.furtherCell(trial), cell -> Lists.mutable.empty()).add(trial));
        MutableList<AnalysisResult> results = Lists.mutable.empty();
        cells.forEach((cell, group) -> QUANTITIES.select(quantity -> group.anySatisfy(trial -> has(trial, quantity)))
                .forEach(quantity -> results.add(result(quantity, cells.size() > 1 ? cell : "", group.toImmutable()))));
        return results.toImmutable();
    }

    private boolean has(TrialRecord trial, Quantity quantity) {
        return trial.state() == TrialState.DONE && trial.measurements().containsKey(analysis + "/" + quantity.id());
    }

    private AnalysisResult result(Quantity quantity, String cell, ImmutableList<TrialRecord> group) {
        ImmutableList<DepthValue> values = group.select(trial -> has(trial, quantity))
                .collect(trial -> new DepthValue(trial, trial.measurements().get(analysis + "/" + quantity.id())));
        String behind = cell.isEmpty() ? "" : ", " + cell;
        return new AnalysisResult(analysis, quantity.id() + (cell.isEmpty() ? "" : " [" + cell + "]"), quantity.label() + behind, "",
                Optional.empty(), DepthSeries.DEPTH, new ResultAxis(quantity.label(), "", quantity.logarithmic()),
                DepthSeries.points(group, values), Optional.empty(), Lists.immutable.with(DepthSeries.policy(group)));
    }
}
