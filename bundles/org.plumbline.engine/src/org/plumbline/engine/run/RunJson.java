package org.plumbline.engine.run;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.eclipse.collections.api.list.primitive.MutableDoubleList;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.FitLine;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultPoint;
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
        json.getAsJsonObject("cell").entrySet().forEach(e -> cell.put(e.getKey(), e.getValue().getAsString()));
        Map<String, Double> measurements = new TreeMap<>();
        json.getAsJsonObject("measurements").entrySet().forEach(e -> measurements.put(e.getKey(), number(e.getValue())));
        MutableDoubleList losses = DoubleLists.mutable.empty();
        json.getAsJsonArray("epochLosses").forEach(e -> losses.add(number(e)));
        return new TrialRecord(json.get("id").getAsString(), SortedMaps.immutable.withSortedMap(new TreeMap<>(cell)),
                json.get("seed").getAsLong(), json.get("depth").getAsInt(),
                TrialState.valueOf(json.get("state").getAsString()), json.get("message").getAsString(),
                number(json.get("finalLoss")), json.get("steps").getAsLong(), json.get("epochs").getAsInt(),
                number(json.get("seconds")), losses.toImmutable(),
                SortedMaps.immutable.withSortedMap(new TreeMap<>(measurements)));
    }

    static JsonObject of(AnalysisResult result) {
        JsonObject json = new JsonObject();
        json.addProperty("analysis", result.analysis());
        json.addProperty("quantity", result.quantity());
        json.addProperty("label", result.label());
        json.addProperty("meaning", result.meaning());
        json.add("estimate", result.estimate().<JsonElement>map(RunJson::of).orElse(JsonNull.INSTANCE));
        json.add("x", of(result.x()));
        json.add("y", of(result.y()));
        JsonArray points = new JsonArray();
        result.points().forEach(point -> points.add(of(point)));
        json.add("points", points);
        json.add("fit", result.fit().<JsonElement>map(RunJson::of).orElse(JsonNull.INSTANCE));
        json.add("notes", strings(result.notes()));
        return json;
    }

    static AnalysisResult result(JsonObject json) {
        MutableList<ResultPoint> points = Lists.mutable.empty();
        json.getAsJsonArray("points").forEach(e -> points.add(point(e.getAsJsonObject())));
        return new AnalysisResult(text(json, "analysis"), text(json, "quantity"), text(json, "label"),
                text(json, "meaning"), object(json, "estimate").map(RunJson::estimate), axis(json.getAsJsonObject("x")),
                axis(json.getAsJsonObject("y")), points.toImmutable(),
                object(json, "fit").map(f -> new FitLine(number(f.get("slope")), number(f.get("intercept")),
                        number(f.get("from")), number(f.get("to")))),
                strings(json.getAsJsonArray("notes")));
    }

    private static JsonObject of(Estimate estimate) {
        JsonObject json = new JsonObject();
        json.add("value", number(estimate.value()));
        json.add("standardError", number(estimate.standardError()));
        json.add("low", number(estimate.low()));
        json.add("high", number(estimate.high()));
        json.add("level", number(estimate.level()));
        json.addProperty("n", estimate.n());
        json.addProperty("unit", estimate.unit());
        json.addProperty("method", estimate.method());
        json.add("trials", strings(estimate.trials()));
        return json;
    }

    private static Estimate estimate(JsonObject json) {
        return new Estimate(number(json.get("value")), number(json.get("standardError")), number(json.get("low")),
                number(json.get("high")), number(json.get("level")), json.get("n").getAsInt(), text(json, "unit"),
                text(json, "method"), strings(json.getAsJsonArray("trials")));
    }

    private static JsonObject of(ResultPoint point) {
        JsonObject json = new JsonObject();
        json.add("x", number(point.x()));
        json.add("value", number(point.value()));
        json.add("low", number(point.low()));
        json.add("high", number(point.high()));
        json.addProperty("n", point.n());
        json.addProperty("asked", point.asked());
        json.add("trials", strings(point.trials()));
        return json;
    }

    private static ResultPoint point(JsonObject json) {
        return new ResultPoint(number(json.get("x")), number(json.get("value")), number(json.get("low")),
                number(json.get("high")), json.get("n").getAsInt(), json.get("asked").getAsInt(),
                strings(json.getAsJsonArray("trials")));
    }

    private static JsonObject of(ResultAxis axis) {
        JsonObject json = new JsonObject();
        json.addProperty("label", axis.label());
        json.addProperty("unit", axis.unit());
        json.addProperty("log", axis.log());
        return json;
    }

    private static ResultAxis axis(JsonObject json) {
        return new ResultAxis(text(json, "label"), text(json, "unit"), json.get("log").getAsBoolean());
    }

    private static JsonObject of(FitLine fit) {
        JsonObject json = new JsonObject();
        json.add("slope", number(fit.slope()));
        json.add("intercept", number(fit.intercept()));
        json.add("from", number(fit.from()));
        json.add("to", number(fit.to()));
        return json;
    }

    private static JsonArray strings(ImmutableList<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }

    private static ImmutableList<String> strings(JsonArray array) {
        return Lists.immutable.fromStream(array.asList().stream().map(JsonElement::getAsString));
    }

    private static String text(JsonObject json, String name) {
        return json.get(name).getAsString();
    }

    private static Optional<JsonObject> object(JsonObject json, String name) {
        JsonElement element = json.get(name);
        return element == null || element.isJsonNull() ? Optional.empty() : Optional.of(element.getAsJsonObject());
    }
}
