package org.plumbline.engine.run;

import java.util.Map;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.eclipse.collections.api.list.primitive.MutableDoubleList;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/** Trial records and results as JSON. A number that is not finite is {@code null}, since JSON has no other word for it. */
public final class RunJson {
    static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeNulls().setPrettyPrinting().create();

    private RunJson() {
    }

    public static JsonElement number(double value) {
        return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
    }

    public static double number(JsonElement json) {
        return json == null || json.isJsonNull() ? Double.NaN : json.getAsDouble();
    }

    public static JsonObject of(TrialRecord record) {
        JsonObject json = new JsonObject();
        json.addProperty("id", record.id());
        JsonObject cell = new JsonObject();
        record.cell().forEachKeyValue(cell::addProperty);
        json.add("cell", cell);
        json.addProperty("seed", record.seed());
        json.addProperty("depth", record.depth());
        json.addProperty("state", record.state().name());
        json.addProperty("message", record.message());
        json.add("finalLoss", number(record.finalLoss()));
        json.addProperty("steps", record.steps());
        json.addProperty("epochs", record.epochs());
        json.add("seconds", number(record.seconds()));
        JsonArray losses = new JsonArray();
        record.epochLosses().forEach(loss -> losses.add(number(loss)));
        json.add("epochLosses", losses);
        JsonObject measurements = new JsonObject();
        record.measurements().forEachKeyValue((quantity, value) -> measurements.add(quantity, number(value)));
        json.add("measurements", measurements);
        return json;
    }

    public static TrialRecord record(JsonObject json) {
        Map<String, String> cell = new TreeMap<>();
        json.getAsJsonObject("cell").entrySet().forEach(e -> cell.put(e.getKey().intern(), e.getValue().getAsString()));
        Map<String, Double> measurements = new TreeMap<>();
        // All trials of a run have the same names: without intern, those of 100,000 trials would take most of the memory.
        json.getAsJsonObject("measurements").entrySet().forEach(e -> measurements.put(e.getKey().intern(), number(e.getValue())));
        MutableDoubleList losses = DoubleLists.mutable.empty();
        json.getAsJsonArray("epochLosses").forEach(e -> losses.add(number(e)));
        return new TrialRecord(json.get("id").getAsString(), SortedMaps.immutable.withSortedMap(new TreeMap<>(cell)),
                json.get("seed").getAsLong(), json.get("depth").getAsInt(),
                TrialState.valueOf(json.get("state").getAsString()), json.get("message").getAsString(),
                number(json.get("finalLoss")), json.get("steps").getAsLong(), json.get("epochs").getAsInt(),
                number(json.get("seconds")), losses.toImmutable(),
                SortedMaps.immutable.withSortedMap(new TreeMap<>(measurements)));
    }
}
