package org.plumbline.engine.run;

import java.util.Optional;
import java.util.function.Function;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.primitive.ImmutableDoubleList;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Caution;
import org.plumbline.engine.result.Conclusion;
import org.plumbline.engine.result.Curve;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.FitLine;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultMap;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.ResultTable;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

/** Results of analyses as JSON, with numbers as {@link RunJson} writes them. */
final class ResultJson {
    private ResultJson() {
    }

    static JsonObject of(AnalysisResult result) {
        return of(result, ResultJson::strings);
    }

    /** @param ids how the ids of trials are written */
    static JsonObject of(AnalysisResult result, Function<ImmutableList<String>, JsonElement> ids) {
        JsonObject json = new JsonObject();
        json.addProperty("analysis", result.analysis());
        json.addProperty("quantity", result.quantity());
        json.addProperty("label", result.label());
        json.addProperty("meaning", result.meaning());
        json.add("estimate", result.estimate().<JsonElement>map(e -> of(e, ids)).orElse(JsonNull.INSTANCE));
        json.add("x", of(result.x()));
        json.add("y", of(result.y()));
        json.add("points", array(result.points(), point -> of(point, ids)));
        json.add("fit", result.fit().<JsonElement>map(ResultJson::of).orElse(JsonNull.INSTANCE));
        json.add("notes", strings(result.notes()));
        json.add("curves", array(result.curves(), curve -> of(curve, ids)));
        json.add("tables", array(result.tables(), ResultJson::of));
        json.add("conclusion", result.conclusion().<JsonElement>map(ResultJson::of).orElse(JsonNull.INSTANCE));
        json.add("map", result.map().<JsonElement>map(m -> of(m, ids)).orElse(JsonNull.INSTANCE));
        return json;
    }

    static AnalysisResult result(JsonObject json) {
        return result(json, ids -> strings(ids.getAsJsonArray()));
    }

    /** @param ids how the ids of trials are read; asked for them in the order in which {@link #of} writes them */
    static AnalysisResult result(JsonObject json, Function<JsonElement, ImmutableList<String>> ids) {
        return new AnalysisResult(text(json, "analysis"), text(json, "quantity"), text(json, "label"),
                text(json, "meaning"), object(json, "estimate").map(e -> estimate(e, ids)), axis(json.getAsJsonObject("x")),
                axis(json.getAsJsonObject("y")), list(json, "points", p -> point(p, ids)),
                object(json, "fit").map(f -> new FitLine(RunJson.number(f.get("slope")), RunJson.number(f.get("intercept")),
                        RunJson.number(f.get("from")), RunJson.number(f.get("to")))),
                strings(json.getAsJsonArray("notes")), list(json, "curves", c -> curve(c, ids)), list(json, "tables", ResultJson::table),
                object(json, "conclusion").map(c -> new Conclusion(text(c, "verdict"), c.get("decided").getAsBoolean(),
                        strings(c.getAsJsonArray("evidence")))), object(json, "map").map(m -> map(m, ids)));
    }

    private static JsonObject of(Curve curve, Function<ImmutableList<String>, JsonElement> ids) {
        JsonObject json = new JsonObject();
        json.addProperty("id", curve.id());
        json.addProperty("label", curve.label());
        json.addProperty("style", curve.style().name());
        json.add("points", array(curve.points(), point -> of(point, ids)));
        return json;
    }

    private static Curve curve(JsonObject json, Function<JsonElement, ImmutableList<String>> ids) {
        return new Curve(text(json, "id"), text(json, "label"), Curve.Style.valueOf(text(json, "style")),
                list(json, "points", point -> point(point, ids)));
    }

    private static JsonObject of(ResultTable table) {
        JsonObject json = new JsonObject();
        json.addProperty("title", table.title());
        json.add("columns", strings(table.columns()));
        JsonArray rows = new JsonArray();
        table.rows().forEach(row -> rows.add(strings(row)));
        json.add("rows", rows);
        return json;
    }

    private static ResultTable table(JsonObject json) {
        return new ResultTable(text(json, "title"), strings(json.getAsJsonArray("columns")),
                Lists.immutable.fromStream(json.getAsJsonArray("rows").asList().stream().map(row -> strings(row.getAsJsonArray()))));
    }

    private static JsonObject of(Conclusion conclusion) {
        JsonObject json = new JsonObject();
        json.addProperty("verdict", conclusion.verdict());
        json.addProperty("decided", conclusion.decided());
        json.add("evidence", strings(conclusion.evidence()));
        return json;
    }

    private static JsonObject of(ResultMap map, Function<ImmutableList<String>, JsonElement> ids) {
        JsonObject json = new JsonObject();
        json.add("xs", numbers(map.xs()));
        json.add("ys", numbers(map.ys()));
        json.add("value", of(map.value()));
        json.add("range", map.range().<JsonElement>map(range -> numbers(DoubleLists.immutable.with(range.low(), range.high()))).orElse(JsonNull.INSTANCE));
        json.add("cells", array(map.cells(), cell -> of(cell, ids)));
        return json;
    }

    private static ResultMap map(JsonObject json, Function<JsonElement, ImmutableList<String>> ids) {
        JsonElement range = json.get("range");
        return new ResultMap(numbers(json.getAsJsonArray("xs")), numbers(json.getAsJsonArray("ys")), axis(json.getAsJsonObject("value")),
                range.isJsonNull() ? Optional.empty() : Optional.of(new ResultMap.Range(RunJson.number(range.getAsJsonArray().get(0)),
                        RunJson.number(range.getAsJsonArray().get(1)))), list(json, "cells", c -> cell(c, ids)));
    }

    private static JsonObject of(ResultMap.Cell cell, Function<ImmutableList<String>, JsonElement> ids) {
        JsonObject json = new JsonObject();
        json.add("value", RunJson.number(cell.value()));
        json.addProperty("n", cell.n());
        json.addProperty("asked", cell.asked());
        json.add("trials", ids.apply(cell.trials()));
        return json;
    }

    private static ResultMap.Cell cell(JsonObject json, Function<JsonElement, ImmutableList<String>> ids) {
        return new ResultMap.Cell(RunJson.number(json.get("value")), json.get("n").getAsInt(), json.get("asked").getAsInt(),
                ids.apply(json.get("trials")));
    }

    private static JsonArray numbers(ImmutableDoubleList values) {
        JsonArray array = new JsonArray();
        values.forEach(value -> array.add(RunJson.number(value)));
        return array;
    }

    private static ImmutableDoubleList numbers(JsonArray array) {
        return DoubleLists.immutable.with(array.asList().stream().mapToDouble(RunJson::number).toArray());
    }

    private static <T> JsonArray array(ImmutableList<T> values, Function<T, JsonObject> toJson) {
        JsonArray array = new JsonArray();
        values.forEach(value -> array.add(toJson.apply(value)));
        return array;
    }

    private static <T> ImmutableList<T> list(JsonObject json, String name, Function<JsonObject, T> fromJson) {
        JsonElement array = json.get(name);
        return array == null ? Lists.immutable.empty()
                : Lists.immutable.fromStream(array.getAsJsonArray().asList().stream().map(e -> fromJson.apply(e.getAsJsonObject())));
    }

    private static JsonObject of(Estimate estimate, Function<ImmutableList<String>, JsonElement> ids) {
        JsonObject json = new JsonObject();
        json.add("value", RunJson.number(estimate.value()));
        json.add("standardError", RunJson.number(estimate.standardError()));
        json.add("low", RunJson.number(estimate.low()));
        json.add("high", RunJson.number(estimate.high()));
        json.add("level", RunJson.number(estimate.level()));
        json.addProperty("n", estimate.n());
        json.addProperty("unit", estimate.unit());
        json.addProperty("method", estimate.method());
        json.add("trials", ids.apply(estimate.trials()));
        json.add("cautions", array(estimate.cautions(), ResultJson::of));
        return json;
    }

    private static JsonObject of(Caution caution) {
        JsonObject json = new JsonObject();
        json.addProperty("word", caution.word());
        json.addProperty("text", caution.text());
        return json;
    }

    private static Estimate estimate(JsonObject json, Function<JsonElement, ImmutableList<String>> ids) {
        return new Estimate(RunJson.number(json.get("value")), RunJson.number(json.get("standardError")), RunJson.number(json.get("low")),
                RunJson.number(json.get("high")), RunJson.number(json.get("level")), json.get("n").getAsInt(), text(json, "unit"),
                text(json, "method"), ids.apply(json.get("trials")),
                list(json, "cautions", caution -> new Caution(text(caution, "word"), text(caution, "text"))));
    }

    private static JsonObject of(ResultPoint point, Function<ImmutableList<String>, JsonElement> ids) {
        JsonObject json = new JsonObject();
        json.add("x", RunJson.number(point.x()));
        json.add("value", RunJson.number(point.value()));
        json.add("low", RunJson.number(point.low()));
        json.add("high", RunJson.number(point.high()));
        json.addProperty("n", point.n());
        json.addProperty("asked", point.asked());
        json.add("trials", ids.apply(point.trials()));
        return json;
    }

    private static ResultPoint point(JsonObject json, Function<JsonElement, ImmutableList<String>> ids) {
        return new ResultPoint(RunJson.number(json.get("x")), RunJson.number(json.get("value")), RunJson.number(json.get("low")),
                RunJson.number(json.get("high")), json.get("n").getAsInt(), json.get("asked").getAsInt(),
                ids.apply(json.get("trials")));
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
        json.add("slope", RunJson.number(fit.slope()));
        json.add("intercept", RunJson.number(fit.intercept()));
        json.add("from", RunJson.number(fit.from()));
        json.add("to", RunJson.number(fit.to()));
        return json;
    }

    static JsonArray strings(ImmutableList<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }

    static ImmutableList<String> strings(JsonArray array) {
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
