package org.plumbline.engine.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.numerics.regression.AdaptiveReplication;
import org.plumbline.numerics.regression.Interval;
import org.plumbline.numerics.regression.SequentialLooks;

/**
 * Which trials of a plan are to run, decided at looks: seeds go to the depths that matter for the exponent of a quantity in depth, until
 * its interval is narrow enough or the budget ends; see {@link AdaptiveReplication}.
 * <p>Each decision follows from the goal and from the results of the trials that were asked for, whatever else there is, in the order
 * of the plan. So nothing of it has to be stored, and a run that goes on decides as one that was never stopped.</p>
 */
final class Replication {
    /** Name of what it says, as that of an analysis. */
    static final String ID = "replication";
    private final ReplicationGoal goal;
    private final SequentialLooks looks;
    private final AdaptiveReplication allocation;
    /** Trials of each depth, in the order of their seeds in the plan. */
    private final ImmutableList<ImmutableList<TrialPlan>> depths;
    private int look;
    private int trials;
    private int[] seeds;
    private Optional<String> quantity;
    private Optional<AdaptiveReplication.Decision> last = Optional.empty();
    private String obstacle = "";
    private boolean over;

    /** @throws InvalidInputException if the plan is none that can be replicated so: depths and seeds alone may vary */
    Replication(RunPlan plan, ReplicationGoal goal) {
        this.goal = goal;
        TreeMap<Integer, MutableList<TrialPlan>> byDepth = new TreeMap<>();
        plan.trials().forEach(trial -> byDepth.computeIfAbsent(trial.depth(), depth -> Lists.mutable.empty()).add(trial));
        depths = Lists.immutable.fromStream(byDepth.values().stream().map(MutableList::toImmutable));
        for (ImmutableList<TrialPlan> trials : depths) {
            int cells = trials.collect(TrialPlan::cell).distinct().size();
            if (cells > 1 || trials.size() != goal.most()) {
                throw new InvalidInputException("seeds can be added until an interval is narrow enough where depth and seed alone are swept: depth "
                        + trials.getFirst().depth() + " has " + cells + " cells and " + trials.size() + " trials, expected 1 and " + goal.most());
            }
        }
        if (depths.size() < 2) {
            throw new InvalidInputException("an exponent in depth needs two depths or more, got " + depths.size());
        }
        looks = SequentialLooks.between(goal.first(), goal.most(), goal.level());
        allocation = new AdaptiveReplication(depths.collectDouble(trials -> Math.log(trials.getFirst().depth())).toArray(),
                depths.collectDouble(trials -> Math.max(1, trials.getFirst().parameterCount())).toArray(), goal.width(), looks);
        seeds = allocation.first();
        quantity = goal.quantity().isEmpty() ? Optional.empty() : Optional.of(goal.quantity());
    }

    /** @return all trials that have been asked for so far, in the order of the plan */
    ImmutableList<TrialPlan> wanted() {
        return depths.zipWithIndex().flatCollect(pair -> pair.getOne().take(seeds[pair.getTwo()])).toList().toImmutable();
    }

    /** @return whether nothing more is to be run */
    boolean isOver() {
        return over;
    }

    /** Decides what is wanted next, when all that is wanted has ended. */
    void look(Map<String, TrialRecord> records) {
        if (quantity.isEmpty()) {
            quantity = firstPositive(records);
        }
        double[][] logs = new double[depths.size()][];
        for (int d = 0; d < logs.length; d++) {
            logs[d] = depths.get(d).take(seeds[d]).collectDouble(trial -> log(records.get(trial.id()))).toArray();
            if (obstacle.isEmpty() && !Arrays.stream(logs[d]).allMatch(Double::isFinite)) {
                obstacle = obstacle(depths.get(d).take(seeds[d]).detect(trial -> !Double.isFinite(log(records.get(trial.id())))), records);
            }
        }
        if (!obstacle.isEmpty()) {
            over = true;
            return;
        }
        trials = Arrays.stream(seeds).sum();
        AdaptiveReplication.Decision decision = allocation.decide(look, logs);
        last = Optional.of(decision);
        over = decision.stop();
        look++;
        if (!over) {
            seeds = decision.seeds();
        }
    }

    private double log(TrialRecord record) {
        return record == null || record.state() != TrialState.DONE || quantity.isEmpty() ? Double.NaN
                : Math.log(record.measurements().getIfAbsentValue(quantity.get(), Double.NaN));
    }

    private String obstacle(TrialPlan trial, Map<String, TrialRecord> records) {
        TrialRecord record = records.get(trial.id());
        String what = record == null ? "was left out" : record.state() != TrialState.DONE ? "is " + record.state()
                : quantity.isEmpty() ? "and others have no quantity in common that is positive"
                        : "has no positive " + quantity.get() + "; it measured " + record.measurements().keysView().makeString(", ");
        return "trial " + trial.label() + " " + what + ": an interval from the others alone would not be valid";
    }

    private Optional<String> firstPositive(Map<String, TrialRecord> records) {
        TreeSet<String> common = null;
        for (TrialPlan trial : wanted()) {
            TrialRecord record = records.get(trial.id());
            TreeSet<String> positive = new TreeSet<>();
            if (record != null && record.state() == TrialState.DONE) {
                record.measurements().forEachKeyValue((name, value) -> {
                    if (value > 0 && Double.isFinite(value)) {
                        positive.add(name);
                    }
                });
            }
            if (common == null) {
                common = positive;
            } else {
                common.retainAll(positive);
            }
        }
        return common == null || common.isEmpty() ? Optional.empty() : Optional.of(common.first());
    }

    /** @return what to tell at a look */
    String text() {
        if (!obstacle.isEmpty()) {
            return "replication ends at look " + (look + 1) + " of " + looks.counts().size() + ": " + obstacle;
        }
        AdaptiveReplication.Decision decision = last.orElseThrow();
        Interval interval = decision.interval();
        return String.format(Locale.ROOT, "look %d of %d, %d trials: exponent of %s in [%.4g, %.4g], width %.3g, wanted %.3g%s", look,
                looks.counts().size(), trials, quantity.orElse("?"), interval.low(), interval.high(),
                interval.high() - interval.low(), goal.width(), over ? decision.reached() ? ": reached" : ": the budget ends" : "");
    }

    /** @return what it says at its end, with its looks and its budget */
    Optional<AnalysisResult> result() {
        if (!over) {
            return Optional.empty();
        }
        MutableList<String> notes = Lists.mutable.empty();
        String budget = goal.most() + " seeds of each depth, " + goal.most() * depths.size() + " trials, in " + looks.counts().size() + " looks";
        notes.add("planned before the first step: until the interval is narrower than " + goal.width() + ", at most " + budget);
        notes.add("seeds run: " + depths.zipWithIndex().collect(p -> "depth " + p.getOne().getFirst().depth() + ": " + seeds[p.getTwo()])
                .makeString(", "));
        if (!obstacle.isEmpty()) {
            notes.add("stopped without an interval: " + obstacle);
        } else {
            notes.add(last.orElseThrow().reached() ? "stopped at look " + look + " of " + looks.counts().size() + ", as narrow as wanted"
                    : "stopped at the last look, since the budget ended; not as narrow as wanted");
        }
        notes.add("intervals of other analyses of this run do not count that it was stopped by what was seen");
        ImmutableList<String> ids = wanted().collect(TrialPlan::id);
        Optional<Estimate> estimate = obstacle.isEmpty() ? last.map(decision -> {
            Interval interval = decision.interval();
            double middle = (interval.low() + interval.high()) / 2;
            return new Estimate(middle, Double.NaN, interval.low(), interval.high(), goal.level(), Arrays.stream(seeds).min().orElse(0), "",
                    "slope over ln depth, seeds by Neyman's allocation; look " + look + " of " + looks.counts().size()
                            + ", each with level " + String.format(Locale.ROOT, "%.4f", looks.each()) + " (Bonferroni)", ids);
        }) : Optional.empty();
        String name = quantity.orElse("?");
        return Optional.of(new AnalysisResult(ID, name, name + ", replicated until narrow", "exponent of " + name + " in depth, valid at the stop",
                estimate, new ResultAxis("depth", "", true), new ResultAxis(name, "", true), Lists.immutable.empty(), Optional.empty(),
                notes.toImmutable()));
    }
}
