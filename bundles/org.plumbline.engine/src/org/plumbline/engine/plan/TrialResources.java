package org.plumbline.engine.plan;

import java.util.Optional;

import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.execution.AutomaticSlices;
import org.plumbline.engine.execution.ComputeBackend;
import org.plumbline.engine.execution.ExecutionOptions;
import org.plumbline.engine.execution.ExecutionPlan;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.Dataset;
import org.plumbline.engine.spi.Optimiser;
import org.plumbline.engine.spi.TrainingLength;
import org.plumbline.engine.spi.TrainingProcedure;

/** How a trial will be computed, and the memory that this takes. */
public final class TrialResources {
    private final TrialPlan trial;
    private final Network network;
    private final DataShape data;
    private final int capacity;
    private final int stateArrays;
    private final Optional<TrainingLength> length;

    private TrialResources(TrialPlan trial, Network network, DataShape data, int capacity, int stateArrays,
            Optional<TrainingLength> length) {
        this.length = length;
        this.trial = trial;
        this.network = network;
        this.data = data;
        this.capacity = capacity;
        this.stateArrays = stateArrays;
    }

    /**
     * @throws InvalidInputException if the data cannot be delivered or the network does not fit them
     */
    public static TrialResources of(TrialPlan trial, ContributionRegistry registry) {
        DataShape data = registry.get(ContributionKind.DATASET, trial.dataset().contribution()).create(Dataset.class)
                .shape(trial.dataset().settings());
        return of(trial, registry, trial.architecture().build(registry, data), data);
    }

    /** @param network that of the trial, for these data */
    public static TrialResources of(TrialPlan trial, ContributionRegistry registry, Network network, DataShape data) {
        TrainingProcedure training = registry.get(ContributionKind.TRAINING, trial.training().contribution())
                .create(TrainingProcedure.class);
        int capacity = training.batchCapacity(trial.training().settings(), data);
        int arrays = registry.get(ContributionKind.OPTIMISER, trial.optimiser().contribution()).create(Optimiser.class)
                .stateArrays(trial.optimiser().settings());
        return new TrialResources(trial, network, data, capacity, arrays, training.length(trial.training().settings(), data));
    }

    /** @return the most examples of one step */
    public int batch() {
        return capacity;
    }

    /** @return how many arrays as long as the parameters the optimiser keeps */
    public int stateArrays() {
        return stateArrays;
    }

    public Network network() {
        return network;
    }

    /** @return parameters, gradient, statistics */
    public Memory parameters() {
        return parameters(network);
    }

    private Memory parameters(Network any) {
        return new Memory((2.0 * any.layout().size() + any.statistics().size()) * trial.precision().bytes(), 0);
    }

    /** @return the state of the optimiser */
    public Memory optimiser() {
        return optimiser(network);
    }

    private Memory optimiser(Network any) {
        return new Memory((double) stateArrays * any.layout().size() * trial.precision().bytes(), 0);
    }

    /** @return all examples, float32 */
    public Memory data() {
        double examples = (double) data.train() + data.test();
        return new Memory(Float.BYTES * examples * (data.input().size() + data.target().size()), 0);
    }

    /** @return what is left of the trial's memory for states */
    public Memory states() {
        return trial.memory().minus(fixed(network));
    }

    /** What a network takes whatever its execution keeps: all of it in Java's heap. */
    Memory fixed(Network any) {
        return parameters(any).plus(optimiser(any)).plus(data());
    }

    /** @return all of it, when run as {@link #execution()} says */
    public Memory memory(ExecutionPlan execution) {
        return parameters().plus(optimiser()).plus(data()).plus(execution.states());
    }

    /** @return how many steps the training takes; empty if that is not known */
    public Optional<TrainingLength> length() {
        return length;
    }

    /**
     * @return how the network will be run
     * @throws ShapeException if its states do not fit into the memory
     */
    public ExecutionPlan execution() {
        return execution(network, trial.memory());
    }

    /**
     * @param any    the network of the trial, or a shallower one
     * @param memory what all of the trial may use
     * @throws ShapeException if its states do not fit
     */
    ExecutionPlan execution(Network any, Memory memory) {
        Memory left = memory.minus(fixed(any));
        if (left.heap() < 0) {
            throw new ShapeException(any.layout().size() + " parameters with gradient, state of the optimiser and data need "
                    + Memory.text(fixed(any).heap()) + ", more than the " + Memory.text(memory.heap()) + " that a trial may use");
        }
        int slices = trial.slices().orElseGet(() -> AutomaticSlices.of(any, capacity, trial.precision()));
        return ComputeBackend.byId(trial.execution()).plan(any, new ExecutionOptions(capacity, trial.precision(), left, slices));
    }
}
