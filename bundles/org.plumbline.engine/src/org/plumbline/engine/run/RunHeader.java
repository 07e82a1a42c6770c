package org.plumbline.engine.run;

import java.util.Map;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.map.sorted.ImmutableSortedMap;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.store.StoreException;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/**
 * What a run folder says of the run before its first step.
 *
 * @param name       of the experiment
 * @param title      of the experiment
 * @param identity   of the run
 * @param planned    number of trials
 * @param provenance versions and machine
 */
public record RunHeader(String name, String title, String identity, int planned,
        ImmutableSortedMap<String, String> provenance) {
    private static final int FORMAT = 1;

    static String json(RunPlan plan, ImmutableSortedMap<String, String> provenance) {
        JsonObject json = new JsonObject();
        json.addProperty("format", FORMAT);
        json.addProperty("name", plan.name());
        json.addProperty("title", plan.title());
        json.addProperty("identity", plan.identity());
        json.addProperty("planned", plan.trials().size());
        JsonObject facts = new JsonObject();
        provenance.forEachKeyValue(facts::addProperty);
        json.add("provenance", facts);
        json.add("trials", trials(plan.trials()));
        return RunJson.GSON.toJson(json);
    }

    /** The resolved plans, so that each trial can be rerun from the folder alone. */
    private static JsonArray trials(ImmutableList<TrialPlan> plans) {
        JsonArray trials = new JsonArray();
        for (TrialPlan plan : plans) {
            JsonObject trial = new JsonObject();
            trial.addProperty("id", plan.id());
            JsonObject cell = new JsonObject();
            plan.cell().forEachKeyValue(cell::addProperty);
            trial.add("cell", cell);
            trial.addProperty("seed", plan.seed());
            trial.add("plan", JsonParser.parseString(plan.canonicalText()));
            trials.add(trial);
        }
        return trials;
    }

    static RunHeader parse(String text, String file) throws StoreException {
        try {
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            int format = json.get("format").getAsInt();
            if (format > FORMAT) {
                throw new StoreException(file + ": format " + format + " is newer than this program knows (" + FORMAT + ")");
            }
            Map<String, String> facts = new TreeMap<>();
            json.getAsJsonObject("provenance").entrySet().forEach(e -> facts.put(e.getKey(), e.getValue().getAsString()));
            return new RunHeader(json.get("name").getAsString(), json.get("title").getAsString(),
                    json.get("identity").getAsString(), json.get("planned").getAsInt(),
                    SortedMaps.immutable.withSortedMap(new TreeMap<>(facts)));
        } catch (JsonParseException | IllegalStateException | NullPointerException | UnsupportedOperationException
                | NumberFormatException e) {
            throw new StoreException(file + ": not the description of a run", e);
        }
    }
}
