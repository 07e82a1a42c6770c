package org.plumbline.engine.trial;

import java.util.SortedMap;

import org.eclipse.collections.api.factory.Lists;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.execution.ComputeBackend;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ParameterLayout;
import org.plumbline.engine.plan.ComponentPlan;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.plan.TrialResources;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.Dataset;
import org.plumbline.engine.spi.Loss;
import org.plumbline.engine.spi.Objective;
import org.plumbline.engine.spi.TensorData;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.numerics.arrays.RealArray;

/** Makes the trained networks of trials that have ended from what they left. */
public final class TrainedTrials {
    private final ContributionRegistry registry;
    private final DataCache dataCache;

    /** @param dataCache may be shared */
    public TrainedTrials(ContributionRegistry registry, DataCache dataCache) {
        this.registry = registry;
        this.dataCache = dataCache;
    }

    /**
     * @param tensors name to trained parameters and statistics, as the trial left them
     * @throws InvalidInputException if they are not those of this trial's network; the message names the tensor
     */
    public TrainedNetwork of(TrialPlan plan, SortedMap<String, TensorData> tensors) {
        DataSet data = data(registry, dataCache, plan);
        Network network = plan.architecture().build(registry, data.shape());
        TrialResources resources = TrialResources.of(plan, registry, network, data.shape());
        return new TrainedNetwork(network, flat(plan, network.layout(), tensors), flat(plan, network.statistics(), tensors), data,
                objective(registry, plan), ComputeBackend.byId(plan.execution()), resources.states(),
                () -> InitialValues.of(registry, plan, new TrialStreams(plan), network.layout()));
    }

    static Objective objective(ContributionRegistry registry, TrialPlan plan) {
        return new Objective(registry.get(plan.loss().kind(), plan.loss().contribution()).create(Loss.class), plan.loss().settings());
    }

    static DataSet data(ContributionRegistry registry, DataCache dataCache, TrialPlan plan) {
        ComponentPlan component = plan.dataset();
        String key = component.contribution() + component.version() + component.settings() + plan.dataDigest() + plan.seed();
        return dataCache.get(key, () -> registry.get(component.kind(), component.contribution()).create(Dataset.class)
                .load(component.settings(), new TrialStreams(plan).data()));
    }

    private static RealArray flat(TrialPlan plan, ParameterLayout layout, SortedMap<String, TensorData> tensors) {
        RealArray flat = RealArray.zeros(plan.precision(), layout.size());
        layout.slots().forEach(slot -> {
            TensorData tensor = tensors.get(slot.tensor().name());
            if (tensor == null || !tensor.shape().equals(slot.tensor().shape()) || tensor.values().precision() != plan.precision()) {
                throw new InvalidInputException("trial " + plan.id() + " left no '" + slot.tensor().name() + "' of shape "
                        + slot.tensor().shape() + (tensor == null ? "; there are " + Lists.immutable.withAll(tensors.keySet()).makeString(", ")
                                : ", but one of shape " + tensor.shape()));
            }
            flat.copyFrom(tensor.values(), 0, slot.offset(), slot.size());
        });
        return flat;
    }
}
