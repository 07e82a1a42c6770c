package org.plumbline.engine.trial;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.execution.ComputeBackend;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ParameterLayout.Slot;
import org.plumbline.engine.plan.ComponentPlan;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.plan.TrialResources;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.Analysis;
import org.plumbline.engine.spi.CancelledException;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DivergedException;
import org.plumbline.engine.spi.Optimiser;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrainingOutcome;
import org.plumbline.engine.spi.TrainingProcedure;
import org.plumbline.engine.spi.TrainingRun;
import org.plumbline.engine.spi.Updater;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.store.StoreException;

/**
 * Executes one trial from dataset to measurements, on the calling thread. The numbers are a function of the plan: they
 * depend neither on the thread nor on what else runs.
 */
public final class TrialExecution {
    private final ContributionRegistry registry;
    private final DataCache dataCache;
    private final IntSupplier threads;

    /** @param threads how many threads one trial may use, at least 1, asked at its beginning; its numbers do not depend on it */
    public TrialExecution(ContributionRegistry registry, DataCache dataCache, IntSupplier threads) {
        this.threads = threads;
        this.registry = registry;
        this.dataCache = dataCache;
    }

    /**
     * Never throws for what goes wrong inside the trial: that is its final state.
     *
     * @param request asked between steps
     * @param keeper  of its state; a trial that is paused can go on from what it keeps
     * @throws StoreException if its state cannot be read or kept
     */
    public TrialOutcome execute(TrialPlan plan, TrialListener listener, Supplier<TrialRequest> request, StateKeeper keeper)
            throws StoreException {
        Progress progress = new Progress(plan);
        try {
            return train(plan, listener, request, keeper, progress);
        } catch (DivergedException e) {
            return progress.ended(TrialState.DIVERGED, e.getMessage());
        } catch (CancelledException e) {
            return progress.ended(TrialState.CANCELLED, "stopped by the user");
        } catch (InvalidInputException e) {
            return progress.ended(TrialState.FAILED, e.getMessage());
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof StoreException store) {
                throw store;
            }
            return progress.ended(TrialState.FAILED, blame(plan, e));
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            return progress.ended(TrialState.FAILED, blame(plan, e));
        }
    }

    private TrialOutcome train(TrialPlan plan, TrialListener listener, Supplier<TrialRequest> request, StateKeeper keeper,
            Progress progress) throws StoreException {
        TrialStreams streams = new TrialStreams(plan);
        DataSet data = TrainedTrials.data(registry, dataCache, plan);
        Network network = plan.architecture().build(registry, data.shape());
        LiveTrial live = new LiveTrial(plan.id(), network, InitialValues.of(registry, plan, streams, network.layout()),
                InitialValues.of(registry, plan, streams, network.statistics()), streams, progress.start);
        progress.live = Optional.of(live);
        TrainingProcedure training = create(plan.training(), TrainingProcedure.class);
        TrialResources resources = TrialResources.of(plan, registry, network, data.shape());
        Updater updater = create(plan.optimiser(), Optimiser.class).updater(plan.optimiser().settings(), plan.precision(),
                network.layout().size(), network.depth());
        TrainedNetwork trainable = new TrainedNetwork(network, live.parameters, live.statistics, data,
                TrainedTrials.objective(registry, plan), ComputeBackend.byId(plan.execution()), resources.states(),
                () -> InitialValues.of(registry, plan, streams, network.layout()));
        Probes probes = Probes.of(plan, registry, trainable, keeper);
        TrainingOutcome trained;
        try (Trainer trainer = new Trainer(trainable, live,
                () -> resources.execution().open(live.statistics, live.noise, threads.getAsInt()), probes, updater, resources.batch(), listener)) {
            TrainingRun run = training.begin(trainer, plan.training().settings());
            keeper.newest().ifPresent(checkpoint -> live.restore(checkpoint, updater, run, probes));
            do {
                TrialRequest wanted = request.get();
                if (wanted == TrialRequest.CANCEL) {
                    throw new CancelledException();
                }
                if (wanted == TrialRequest.PAUSE || keeper.due()) {
                    keeper.keep(live.checkpoint(updater, run, probes));
                }
                if (wanted == TrialRequest.PAUSE) {
                    return progress.ended(TrialState.PAUSED, "paused after step " + live.steps);
                }
            } while (run.advance());
            trained = run.outcome();
            requireFinite(network, live.parameters, trained.steps());
        }
        return progress.done(trained, measure(plan, trainable));
    }

    private SortedMap<String, Double> measure(TrialPlan plan, TrainedNetwork trained) {
        SortedMap<String, Double> all = new TreeMap<>();
        for (ComponentPlan component : plan.analyses()) {
            create(component, Analysis.class).measure(trained, component.settings())
                    .forEach((quantity, value) -> all.put((component.element() + "/" + quantity).intern(), value));
        }
        return all;
    }

    private static void requireFinite(Network network, RealArray parameters, long step) {
        for (Slot slot : network.layout().slots()) {
            for (int i = 0; i < slot.size(); i++) {
                if (!Double.isFinite(parameters.get(slot.offset() + i))) {
                    int layer = i / (slot.size() / slot.tensor().stackLength());
                    throw new DivergedException(step, "layer " + layer, "parameter " + slot.tensor().name());
                }
            }
        }
    }

    private <T> T create(ComponentPlan component, Class<T> type) {
        return registry.get(component.kind(), component.contribution()).create(type);
    }

    private String blame(TrialPlan plan, Throwable e) {
        return Culprit.name(registry, plan, e).map(name -> name + ": ").orElse("") + cause(e);
    }

    private static String cause(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        String where = trace.length == 0 ? "" : " at " + trace[0];
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage().lines().findFirst().orElse(""))
                + where;
    }

    /** What is known of the trial so far. */
    private static final class Progress {
        private final TrialPlan plan;
        private final long start = System.nanoTime();
        private Optional<LiveTrial> live = Optional.empty();

        Progress(TrialPlan plan) {
            this.plan = plan;
        }

        TrialOutcome ended(TrialState state, String message) {
            return outcome(state, message, Double.NaN, live.map(l -> l.losses.size()).orElse(0), live.map(l -> l.steps).orElse(0L),
                    new TreeMap<>());
        }

        TrialOutcome done(TrainingOutcome outcome, SortedMap<String, Double> measurements) {
            return outcome(TrialState.DONE, outcome.stopRule(), outcome.finalLoss(), outcome.epochs(), outcome.steps(), measurements);
        }

        private TrialOutcome outcome(TrialState state, String message, double finalLoss, int epochs, long steps,
                SortedMap<String, Double> measurements) {
            RealArray none = RealArray.of(new float[0]);
            TrialRecord record = new TrialRecord(plan.id(), plan.cell(), plan.seed(), plan.depth(), state, message, finalLoss, steps,
                    epochs, live.map(LiveTrial::seconds).orElseGet(() -> (System.nanoTime() - start) * 1e-9),
                    live.map(l -> l.losses.toImmutable()).orElseGet(DoubleLists.immutable::empty),
                    SortedMaps.immutable.withSortedMap(measurements));
            return new TrialOutcome(record, live.map(l -> l.network), live.map(l -> l.parameters).orElse(none),
                    live.map(l -> l.statistics).orElse(none));
        }
    }
}
