package org.plumbline.engine.run;

import java.util.Optional;

import org.eclipse.collections.api.LazyIterable;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;
import org.plumbline.store.TrialFolder;

/** Trials that have a result, in a run and in those beside it: they are not run again. Changes nothing in the folders. */
public final class KnownTrials {
    private final RunFolder folder;
    private final ImmutableList<RunFolder> beside;

    /** A result in another run, in the words of this one, and where it is. */
    record Known(TrialFolder folder, TrialRecord record) {
    }

    private KnownTrials(RunFolder folder, ImmutableList<RunFolder> beside) {
        this.folder = folder;
        this.beside = beside;
    }

    /**
     * @param folder of the run; need not be there
     * @throws StoreException if what is there cannot be read
     */
    public static KnownTrials of(RunFolder folder) throws StoreException {
        folder.refresh();
        MutableList<RunFolder> beside = Lists.mutable.empty();
        for (RunFolder sibling : folder.siblings()) {
            try {
                sibling.refresh();
                beside.add(sibling);
            } catch (StoreException e) {
                // a run that cannot be read is no obstacle
            }
        }
        return new KnownTrials(folder, beside.toImmutable());
    }

    /** @return the result in the run itself; failed and cancelled trials have none */
    public Optional<TrialRecord> here(TrialPlan trial) throws StoreException {
        return result(folder.trial(trial.id()));
    }

    /** @return whether a run beside has the result */
    public boolean isBeside(TrialPlan trial) {
        return beside(trial).notEmpty();
    }

    /** @return the run itself, if it is there, and those beside it, sorted by name */
    public ImmutableList<RunFolder> runs() {
        return folder.hasRun() ? Lists.immutable.with(folder).newWithAll(beside) : beside;
    }

    /** Looks into the next run only when it is asked for the next result. */
    LazyIterable<Known> beside(TrialPlan trial) {
        return beside.asLazy().collect(sibling -> known(sibling, trial)).select(Optional::isPresent).collect(Optional::get);
    }

    /** One whose analyses have other names is not asked, and a run that cannot be read is no obstacle. */
    static Optional<Known> known(RunFolder sibling, TrialPlan trial) {
        try {
            TrialFolder stored = sibling.trial(trial.id());
            return result(stored).filter(record -> record.state() != TrialState.DONE || measured(record, trial))
                    .map(record -> new Known(stored, record.in(trial.cell())));
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    private static boolean measured(TrialRecord record, TrialPlan trial) {
        return record.measurements().isEmpty() || trial.analyses().allSatisfy(analysis -> record.measurements().keysView()
                .anySatisfy(quantity -> quantity.startsWith(analysis.element() + "/")));
    }

    /** @return the result of a trial in a run; failed and cancelled trials have none */
    public static Optional<TrialRecord> in(RunFolder run, TrialPlan trial) throws StoreException {
        return result(run.trial(trial.id()));
    }

    private static Optional<TrialRecord> result(TrialFolder stored) throws StoreException {
        return RunArchive.read(stored).filter(r -> r.state() == TrialState.DONE || r.state() == TrialState.DIVERGED);
    }
}
