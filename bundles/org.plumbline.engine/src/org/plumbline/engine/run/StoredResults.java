package org.plumbline.engine.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.result.AnalysisResult;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;

/**
 * The results of a run in its folder: an array of what {@link ResultJson} writes. Many quantities are of the same trials, and these may
 * be 100,000, so a list of trials that has stood before is the number of that list, counted from 0 in the order of the text.
 */
final class StoredResults {

    private StoredResults() {
    }

    static String text(ImmutableList<AnalysisResult> results) {
        Map<ImmutableList<String>, Integer> places = new HashMap<>();
        JsonArray json = new JsonArray();
        results.forEach(result -> json.add(ResultJson.of(result, ids -> {
            Integer place = places.putIfAbsent(ids, places.size());
            return place == null ? ResultJson.strings(ids) : new JsonPrimitive(place);
        })));
        return json.toString();
    }

    /** @throws RuntimeException of one of several kinds if the JSON is not that of results */
    static ImmutableList<AnalysisResult> read(JsonArray json) {
        List<ImmutableList<String>> lists = new ArrayList<>();
        MutableList<AnalysisResult> results = Lists.mutable.empty();
        for (JsonElement element : json) {
            results.add(ResultJson.result(element.getAsJsonObject(), ids -> {
                if (ids.isJsonPrimitive()) {
                    return lists.get(ids.getAsInt());
                }
                lists.add(ResultJson.strings(ids.getAsJsonArray()));
                return lists.getLast();
            }));
        }
        return results.toImmutable();
    }
}
