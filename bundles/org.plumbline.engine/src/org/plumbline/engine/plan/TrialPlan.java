package org.plumbline.engine.plan;

import java.util.OptionalInt;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.map.sorted.ImmutableSortedMap;

import org.plumbline.engine.contribution.CommonParameters;
import org.plumbline.engine.execution.Memory;
import org.plumbline.numerics.arrays.Precision;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * One cell of a run with all it needs, immutable. Its identity is a hash of everything that its numbers depend on.
 *
 * @param id             the identity: equal identity, equal numbers; 32 hexadecimal digits
 * @param cell           axis path to value, canonical text; without the seed. Not part of the identity.
 * @param seed           seed of all its random streams
 * @param dataset        where examples come from
 * @param dataDigest     digest of the files that the dataset reads, empty for generated data
 * @param architecture   what is trained
 * @param initialiser    initial law
 * @param optimiser      how it moves
 * @param loss           what is made small
 * @param training       order of examples and stop rules
 * @param analyses       what is measured
 * @param execution      {@code auto}, or {@code nd4j} for the generic path everywhere
 * @param memory         what the trial may use. Not part of the identity: it decides what is kept and what is computed twice,
 *                       not what comes out.
 * @param depth          number of layers along the depth. Not part of the identity: it follows from the architecture.
 * @param parameterCount number of trainable numbers: a measure of its cost. Not part of the identity.
 */
public record TrialPlan(String id, ImmutableSortedMap<String, String> cell, long seed, ComponentPlan dataset, String dataDigest,
        ArchitecturePlan architecture, ComponentPlan initialiser, ComponentPlan optimiser, ComponentPlan loss,
        ComponentPlan training, ImmutableList<ComponentPlan> analyses, String execution, Memory memory,
        int depth, int parameterCount) {

    /** @return the plan with its identity, which is computed once */
    public static TrialPlan of(ImmutableSortedMap<String, String> cell, long seed, ComponentPlan dataset, String dataDigest,
            ArchitecturePlan architecture, ComponentPlan initialiser, ComponentPlan optimiser, ComponentPlan loss,
            ComponentPlan training, ImmutableList<ComponentPlan> analyses, String execution, Memory memory, int depth,
            int parameterCount) {
        String text = new TrialPlan("", cell, seed, dataset, dataDigest, architecture, initialiser, optimiser, loss, training, analyses,
                execution, memory, depth, parameterCount).canonicalText();
        return new TrialPlan(CanonicalJson.identity(text), cell, seed, dataset, dataDigest, architecture, initialiser, optimiser, loss,
                training, analyses, execution, memory, depth, parameterCount);
    }

    /** @return the same trial with another share of the memory, hence of the same identity */
    public TrialPlan within(Memory share) {
        return new TrialPlan(id, cell, seed, dataset, dataDigest, architecture, initialiser, optimiser, loss, training, analyses, execution,
                share, depth, parameterCount);
    }

    /** @return the precision of parameters, states and derivatives */
    public Precision precision() {
        return Precision.byId(training.settings().text(CommonParameters.PRECISION));
    }

    /** @return into how many slices a batch is cut; empty: as many as the network makes sensible */
    public OptionalInt slices() {
        // runs of earlier versions have a number there
        String value = String.valueOf(training.settings().values().get(CommonParameters.SLICES));
        return value.equals(CommonParameters.AUTOMATIC) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value));
    }

    /** @return its contributions; the layers of a composition are not among them */
    public ImmutableList<ComponentPlan> components() {
        ImmutableList<ComponentPlan> parts = Lists.immutable.with(dataset, initialiser, optimiser, loss, training).newWithAll(analyses);
        return architecture instanceof ArchitecturePlan.Family family ? parts.newWith(family.component()) : parts;
    }

    /** @return everything that the numbers depend on, in one text */
    public String canonicalText() {
        JsonArray measured = new JsonArray();
        analyses.forEach(analysis -> measured.add(analysis.canonical()));
        JsonObject json = new JsonObject();
        json.add("analyses", measured);
        json.add("architecture", architecture.canonical());
        json.addProperty("data", dataDigest);
        json.add("dataset", dataset.canonical());
        json.addProperty("execution", execution);
        json.add("initialiser", initialiser.canonical());
        json.add("loss", loss.canonical());
        json.add("optimiser", optimiser.canonical());
        json.addProperty("seed", seed);
        json.add("training", training.canonical());
        return CanonicalJson.text(json);
    }

    /** @return the cell for people, e.g. {@code architecture.depth=8 seed=0} */
    public String label() {
        return cell.keyValuesView().collect(p -> p.getOne() + "=" + p.getTwo()).makeString("", " ", cell.isEmpty() ? "" : " ")
                + "seed=" + seed;
    }
}
