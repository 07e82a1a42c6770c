package org.plumbline.engine.run;

import java.util.Map;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.map.sorted.ImmutableSortedMap;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;

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
    private static final int FORMAT = 2;

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
        StoredPlan.write(plan, json);
        return RunJson.GSON.toJson(json);
    }

    /**
     * The plan of a stored run.
     *
     * @throws StoreException        if there is no run in the folder, or its description is damaged
     * @throws InvalidInputException if what the plan needs is not installed in the version that it was made with
     */
    public static RunPlan plan(ContributionRegistry registry, RunFolder folder) throws StoreException {
        String text = folder.readRun();
        String file = folder.path().resolve("run.json").toString();
        parse(text, file);
        try {
            return StoredPlan.read(registry, JsonParser.parseString(text).getAsJsonObject());
        } catch (InvalidInputException e) {
            throw new InvalidInputException(file + ": " + e.getMessage(), e);
        }
    }

    /** @throws StoreException if the text is not the description of a run; names the file */
    public static RunHeader parse(String text, String file) throws StoreException {
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
