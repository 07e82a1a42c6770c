package org.plumbline.analyses;

import java.util.Optional;
import java.util.function.Function;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;

/** One number of each trial: of its record, measured by this analysis, or measured by another. */
record TrialQuantity(String id, String label, Function<TrialRecord, Double> of) {
    private static final ImmutableList<TrialQuantity> OF_RECORDS = Lists.immutable.with(
            new TrialQuantity("finalLoss", "loss at the end of the training", TrialRecord::finalLoss),
            new TrialQuantity("bestLoss", "least loss of an epoch", trial -> trial.epochLosses().minIfEmpty(Double.NaN)),
            new TrialQuantity("steps", "optimiser steps", trial -> (double) trial.steps()),
            new TrialQuantity("epochs", "epochs until the training stopped", trial -> (double) trial.epochs()),
            new TrialQuantity("seconds", "seconds of the trial", TrialRecord::seconds));

    /** @return whether the analysis itself has to measure it */
    static boolean isMeasured(String id) {
        return EvaluationSeries.label(id).isPresent();
    }

    /** @return what is wrong with the name of a quantity, and what would be right */
    static Optional<String> wrong(String id) {
        boolean known = isMeasured(id) || OF_RECORDS.anySatisfy(quantity -> quantity.id.equals(id)) || id.matches("[^/]+/.+");
        return known ? Optional.empty() : Optional.of("quantity: expected one of " + EvaluationSeries.ids().newWithAll(OF_RECORDS.collect(TrialQuantity::id))
                .makeString(", ") + ", or ANALYSIS/QUANTITY of another analysis; got '" + id + "'");
    }

    /** @param analysis id of the component that asks */
    static TrialQuantity of(String id, String analysis) {
        return OF_RECORDS.detectOptional(quantity -> quantity.id.equals(id)).orElseGet(() -> {
            Optional<String> label = EvaluationSeries.label(id);
            String key = label.isPresent() ? analysis + "/" + id : id;
            return new TrialQuantity(id, label.orElse(id), trial -> trial.measurements().get(key));
        });
    }

    /** @return the number; empty if the trial is not DONE or has none that is finite */
    Optional<Double> at(TrialRecord trial) {
        return trial.state() == TrialState.DONE ? Optional.ofNullable(of.apply(trial)).filter(Double::isFinite) : Optional.empty();
    }
}
