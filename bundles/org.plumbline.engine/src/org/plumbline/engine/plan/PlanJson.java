package org.plumbline.engine.plan;

import java.util.Map;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.finding.InvalidInputException;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

/**
 * Plans of trials as JSON and back: what a run folder keeps, and what a worker is told. A plan that is read is the one that
 * was written, or refused: its identity is computed again and compared.
 */
public final class PlanJson {
    private static final String ELEMENT = "element";
    private static final String COMPOSITION = "composition";

    private PlanJson() {
    }

    /** @return everything of the plan, its identity included */
    public static JsonObject write(TrialPlan plan) {
        JsonObject json = new JsonObject();
        json.addProperty("id", plan.id());
        json.addProperty("seed", plan.seed());
        JsonObject cell = new JsonObject();
        plan.cell().forEachKeyValue(cell::addProperty);
        json.add("cell", cell);
        json.add("dataset", component(plan.dataset()));
        json.addProperty("data", plan.dataDigest());
        json.add("architecture", element(plan.architecture().canonical(), plan.architecture().element()));
        json.add("initialiser", component(plan.initialiser()));
        json.add("optimiser", component(plan.optimiser()));
        json.add("loss", component(plan.loss()));
        json.add("training", component(plan.training()));
        JsonArray analyses = new JsonArray();
        plan.analyses().forEach(analysis -> analyses.add(component(analysis)));
        json.add("analyses", analyses);
        json.addProperty("execution", plan.execution());
        JsonObject memory = new JsonObject();
        memory.addProperty("heap", plan.memory().heap());
        memory.addProperty("direct", plan.memory().direct());
        json.add("memory", memory);
        json.addProperty("depth", plan.depth());
        json.addProperty("parameters", plan.parameterCount());
        return json;
    }

    /**
     * @param json as {@link #write} makes it. Not modified.
     * @throws InvalidInputException if a contribution is not installed in the version that the plan was made with, or the JSON
     *                               is not a plan; names what was found
     */
    public static TrialPlan read(ContributionRegistry registry, JsonObject json) {
        try {
            Map<String, String> cell = new TreeMap<>();
            json.getAsJsonObject("cell").entrySet().forEach(e -> cell.put(e.getKey(), e.getValue().getAsString()));
            MutableList<ComponentPlan> analyses = Lists.mutable.empty();
            json.getAsJsonArray("analyses").forEach(a -> analyses.add(component(registry, ContributionKind.ANALYSIS, a.getAsJsonObject())));
            JsonObject memory = json.getAsJsonObject("memory");
            TrialPlan plan = TrialPlan.of(SortedMaps.immutable.withSortedMap(new TreeMap<>(cell)), json.get("seed").getAsLong(),
                    component(registry, ContributionKind.DATASET, json.getAsJsonObject("dataset")), json.get("data").getAsString(),
                    architecture(registry, json.getAsJsonObject("architecture")),
                    component(registry, ContributionKind.INITIALISER, json.getAsJsonObject("initialiser")),
                    component(registry, ContributionKind.OPTIMISER, json.getAsJsonObject("optimiser")),
                    component(registry, ContributionKind.LOSS, json.getAsJsonObject("loss")),
                    component(registry, ContributionKind.TRAINING, json.getAsJsonObject("training")),
                    analyses.toImmutable(), json.get("execution").getAsString(),
                    new Memory(memory.get("heap").getAsDouble(), memory.get("direct").getAsDouble()),
                    json.get("depth").getAsInt(), json.get("parameters").getAsInt());
            String id = json.get("id").getAsString();
            if (!plan.id().equals(id)) {
                throw new InvalidInputException("the plan of trial " + id + " has been changed: its identity is now " + plan.id());
            }
            return plan;
        } catch (JsonParseException | IllegalStateException | NullPointerException | ClassCastException
                | UnsupportedOperationException | NumberFormatException e) {
            throw new InvalidInputException("not the plan of a trial: " + e.getMessage(), e);
        }
    }

    private static JsonObject component(ComponentPlan plan) {
        return element(plan.canonical(), plan.element());
    }

    private static JsonObject element(JsonObject json, String element) {
        json.addProperty(ELEMENT, element);
        return json;
    }

    private static ComponentPlan component(ContributionRegistry registry, ContributionKind kind, JsonObject json) {
        return component(registry, kind, json, json.get(ELEMENT).getAsString());
    }

    private static ComponentPlan component(ContributionRegistry registry, ContributionKind kind, JsonObject json, String element) {
        Contribution contribution = registry.get(kind, json.get("id").getAsString());
        String version = json.get("version").getAsString();
        if (!contribution.version().equals(version)) {
            throw new InvalidInputException(kind.id() + " '" + contribution.id() + "' is installed in version "
                    + contribution.version() + ", the plan was made with version " + version);
        }
        Map<String, String> raw = new TreeMap<>();
        json.getAsJsonObject("settings").entrySet().forEach(e -> raw.put(e.getKey(), e.getValue().getAsString()));
        Contribution.Resolution resolution = contribution.resolve(raw, element);
        if (resolution.findings().notEmpty()) {
            throw new InvalidInputException(resolution.findings().getFirst().toString());
        }
        return new ComponentPlan(element, kind, contribution.id(), version, resolution.settings());
    }

    private static ArchitecturePlan architecture(ContributionRegistry registry, JsonObject json) {
        String element = json.get(ELEMENT).getAsString();
        return json.get("id").getAsString().equals(COMPOSITION) && json.has("layers")
                ? new ArchitecturePlan.Composition(element, layer(registry, json.getAsJsonObject("layers")))
                : new ArchitecturePlan.Family(component(registry, ContributionKind.ARCHITECTURE, json));
    }

    private static LayerPlan layer(ContributionRegistry registry, JsonObject json) {
        if (json.has("sequence")) {
            return new LayerPlan.Sequence(layers(registry, json.getAsJsonArray("sequence")));
        }
        if (json.has("repeat")) {
            return new LayerPlan.Repeat(json.get("repeat").getAsInt(), json.get("tied").getAsBoolean(),
                    layer(registry, json.getAsJsonObject("body")));
        }
        String name = json.get("name").getAsString();
        if (json.has("branch")) {
            return new LayerPlan.Residual(name, LayerPlan.Scale.valueOf(json.get("scale").getAsString()),
                    json.get("exponent").getAsDouble(), layer(registry, json.getAsJsonObject("branch")),
                    layer(registry, json.getAsJsonObject("skip")));
        }
        return new LayerPlan.Leaf(name, component(registry, ContributionKind.LAYER, json, name));
    }

    private static ImmutableList<LayerPlan> layers(ContributionRegistry registry, JsonArray array) {
        MutableList<LayerPlan> layers = Lists.mutable.empty();
        for (JsonElement element : array) {
            layers.add(layer(registry, element.getAsJsonObject()));
        }
        return layers.toImmutable();
    }
}
