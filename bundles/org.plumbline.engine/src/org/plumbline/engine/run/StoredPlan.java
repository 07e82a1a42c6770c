package org.plumbline.engine.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.plan.PlanJson;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.plan.TrialPlan;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

/**
 * The plan of a run in its folder. Most trials share most of their components, so {@code components} holds each different one
 * once, and a trial says at which place its own are: {@code {"id": ..., "cell": ..., "seed": 0, "dataset": 0, "architecture": 7,
 * "analyses": [5, 6], ...}}.
 */
final class StoredPlan {
    private static final String[] PARTS = {"dataset", "architecture", "initialiser", "optimiser", "loss", "training"};
    private static final String ANALYSES = "analyses";
    private static final String COMPONENTS = "components";
    private static final String TRIALS = "trials";

    private StoredPlan() {
    }

    /** Adds a plan to the description of a run. */
    static void write(RunPlan plan, JsonObject run) {
        JsonArray components = new JsonArray();
        Map<JsonElement, Integer> places = new HashMap<>();
        JsonArray trials = new JsonArray();
        for (TrialPlan trial : plan.trials()) {
            JsonObject json = PlanJson.write(trial);
            for (String part : PARTS) {
                json.addProperty(part, place(json.get(part), places, components));
            }
            JsonArray analyses = new JsonArray();
            json.getAsJsonArray(ANALYSES).forEach(analysis -> analyses.add(place(analysis, places, components)));
            json.add(ANALYSES, analyses);
            trials.add(json);
        }
        run.add(COMPONENTS, components);
        run.add(TRIALS, trials);
    }

    private static int place(JsonElement component, Map<JsonElement, Integer> places, JsonArray components) {
        return places.computeIfAbsent(component, c -> {
            components.add(c);
            return components.size() - 1;
        });
    }

    /**
     * @param run the description of a run
     * @throws InvalidInputException if what the plan needs is not installed, or it is damaged
     */
    static RunPlan read(ContributionRegistry registry, JsonObject run) {
        try {
            List<JsonElement> components = new ArrayList<>(run.getAsJsonArray(COMPONENTS).asList());
            MutableList<TrialPlan> trials = Lists.mutable.empty();
            for (JsonElement element : run.getAsJsonArray(TRIALS)) {
                JsonObject json = element.getAsJsonObject().deepCopy();
                for (String part : PARTS) {
                    json.add(part, components.get(json.get(part).getAsInt()));
                }
                JsonArray analyses = new JsonArray();
                json.getAsJsonArray(ANALYSES).forEach(place -> analyses.add(components.get(place.getAsInt())));
                json.add(ANALYSES, analyses);
                trials.add(PlanJson.read(registry, json));
            }
            if (trials.isEmpty()) {
                throw new InvalidInputException("the run has no trials");
            }
            return new RunPlan(run.get("name").getAsString(), run.get("title").getAsString(), trials.toImmutable(),
                    trials.getFirst().analyses());
        } catch (JsonParseException | IllegalStateException | NullPointerException | UnsupportedOperationException
                | ClassCastException | NumberFormatException | IndexOutOfBoundsException e) {
            throw new InvalidInputException("not the plan of a run: " + e.getMessage(), e);
        }
    }
}
