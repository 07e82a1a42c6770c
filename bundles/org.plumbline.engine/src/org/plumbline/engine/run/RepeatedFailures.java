package org.plumbline.engine.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.trial.Culprit;

/** Counts which contribution makes trials fail: after the third failure no trial with it is begun any more in this run. */
final class RepeatedFailures {
    private static final int MOST = 3;

    private final Map<String, Integer> counts = new HashMap<>();
    private final Set<String> forbidden = new HashSet<>();

    /** @return what to tell if a contribution is now forbidden */
    synchronized Optional<String> ended(TrialPlan trial, TrialRecord record) {
        Optional<String> named = record.state() == TrialState.FAILED ? Culprit.namedIn(record.message()) : Optional.empty();
        if (named.isEmpty()) {
            return Optional.empty();
        }
        String name = named.get();
        if (counts.merge(name, 1, Integer::sum) < MOST || !forbidden.add(name)) {
            return Optional.empty();
        }
        return Optional.of(name + " has made " + MOST + " trials fail: trials with it that have not begun are left out");
    }

    synchronized boolean forbids(TrialPlan trial) {
        return !forbidden.isEmpty() && trial.components().anySatisfy(part -> forbidden.contains(Culprit.key(part)));
    }
}
