package org.plumbline.engine.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;

/** Counts which contribution makes trials fail: after the third failure no trial with it is begun any more in this run. */
final class RepeatedFailures {
    private static final int MOST = 3;
    /** What a trial says that a contribution of it has thrown. */
    private static final Pattern CULPRIT = Pattern.compile("([a-z]+) '([^']+)' of bundle [^:]+: .*", Pattern.DOTALL);

    private final Map<String, Integer> counts = new HashMap<>();
    private final Set<String> forbidden = new HashSet<>();

    /** @return what to tell if a contribution is now forbidden */
    synchronized Optional<String> ended(TrialPlan trial, TrialRecord record) {
        Matcher matcher = CULPRIT.matcher(record.message());
        if (record.state() != TrialState.FAILED || !matcher.matches()) {
            return Optional.empty();
        }
        String name = matcher.group(1) + " '" + matcher.group(2) + "'";
        if (counts.merge(name, 1, Integer::sum) < MOST || !forbidden.add(name)) {
            return Optional.empty();
        }
        return Optional.of(name + " has made " + MOST + " trials fail: trials with it that have not begun are left out");
    }

    synchronized boolean forbids(TrialPlan trial) {
        return !forbidden.isEmpty() && trial.components().anySatisfy(part -> forbidden.contains(part.kind().id() + " '" + part.contribution() + "'"));
    }
}
