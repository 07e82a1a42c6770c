package org.plumbline.engine.run;

import org.plumbline.engine.result.AnalysisResult;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

/**
 * A run as one JSON document for other programs: {@code experiment} {name, identity}, {@code trials}, {@code analyses}
 * {id, quantity, meaning, value, standardError, low, high, level, n, unit, method, trials, cautions, notes, points, curves, tables,
 * conclusion, map}. What is not there is {@code null}; {@code method} and {@code cautions} belong to a value.
 */
public final class RunDocument {
    private RunDocument() {
    }

    /** @return the document, indented */
    public static String json(RunArchive run) {
        JsonObject experiment = new JsonObject();
        experiment.addProperty("name", run.header().name());
        experiment.addProperty("title", run.header().title());
        experiment.addProperty("identity", run.header().identity());
        experiment.addProperty("planned", run.header().planned());
        JsonObject provenance = new JsonObject();
        run.header().provenance().forEachKeyValue(provenance::addProperty);
        JsonArray trials = new JsonArray();
        run.records().forEach(record -> trials.add(RunJson.of(record)));
        JsonArray analyses = new JsonArray();
        run.results().forEach(result -> analyses.add(analysis(result)));
        JsonObject document = new JsonObject();
        document.add("experiment", experiment);
        document.add("provenance", provenance);
        document.add("trials", trials);
        document.add("analyses", analyses);
        return RunJson.GSON.toJson(document);
    }

    private static JsonObject analysis(AnalysisResult result) {
        JsonObject json = new JsonObject();
        json.addProperty("id", result.analysis());
        json.addProperty("quantity", result.quantity());
        json.addProperty("meaning", result.meaning());
        JsonObject whole = ResultJson.of(result);
        if (result.estimate().isPresent()) {
            whole.getAsJsonObject("estimate").entrySet().forEach(part -> json.add(part.getKey(), part.getValue()));
        } else {
            for (String name : new String[] {"value", "standardError", "low", "high", "level"}) {
                json.add(name, JsonNull.INSTANCE);
            }
            json.addProperty("n", 0);
            json.addProperty("unit", "");
            json.add("trials", new JsonArray());
        }
        for (String part : new String[] {"notes", "points", "curves", "tables", "conclusion", "map"}) {
            json.add(part, whole.get(part));
        }
        return json;
    }
}
