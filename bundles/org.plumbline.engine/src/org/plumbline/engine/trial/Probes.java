package org.plumbline.engine.trial;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.plan.ComponentPlan;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.spi.Analysis;
import org.plumbline.engine.spi.Probe;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrainingState;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.store.StoreException;

/** The probes of a trial, one for each of its analyses that has one. */
final class Probes {
    private final ImmutableList<Observer> observers;
    private final StateKeeper keeper;

    private Probes(ImmutableList<Observer> observers, StateKeeper keeper) {
        this.observers = observers;
        this.keeper = keeper;
    }

    private record Observer(String analysis, Probe probe) {
    }

    /** @param network that of the trial, whose parameters the training changes */
    static Probes of(TrialPlan plan, ContributionRegistry registry, TrainedNetwork network, StateKeeper keeper) {
        MutableList<Observer> observers = Lists.mutable.empty();
        for (ComponentPlan component : plan.analyses()) {
            registry.get(ContributionKind.ANALYSIS, component.contribution()).create(Analysis.class)
                    .probe(network.network(), component.settings())
                    .ifPresent(probe -> observers.add(new Observer(component.element(), probe)));
        }
        return new Probes(observers.toImmutable(), keeper);
    }

    /**
     * @param step number of updates made so far
     * @throws UncheckedIOException with a {@link StoreException}, if what is observed cannot be kept
     */
    void observe(long step, double loss, TrainedNetwork network, RealArray gradient) {
        for (Observer observer : observers) {
            if (observer.probe.isDue(step)) {
                observer.probe.observe(new TrainingState(step, loss, network, gradient), recorder(observer.analysis, step));
            }
        }
    }

    private Probe.Recorder recorder(String analysis, long step) {
        return new Probe.Recorder() {
            @Override
            public void scalar(String quantity, double value) {
                try {
                    keeper.scalar(analysis, quantity, step, value);
                } catch (StoreException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void layers(String quantity, double[] values) {
                try {
                    keeper.layers(analysis, quantity, step, values);
                } catch (StoreException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    /** @return the analyses whose probes have a state to keep */
    ImmutableList<String> analyses() {
        return observers.collect(Observer::analysis);
    }

    void save(String analysis, DataOutput out) throws IOException {
        probe(analysis).orElseThrow().save(out);
    }

    void restore(String analysis, DataInputStream in) throws IOException {
        probe(analysis).orElseThrow().restore(in);
    }

    private Optional<Probe> probe(String analysis) {
        return observers.detectOptional(observer -> observer.analysis.equals(analysis)).map(Observer::probe);
    }
}
