package org.plumbline.engine.gallery;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.finding.InvalidInputException;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/**
 * What an experiment can be held against.
 * <pre>
 * {"of": "short reference of the source",
 *  "reduced": "what this version leaves out; absent if it is the whole",
 *  "claims": [
 *   {"id": "alpha", "text": "...", "source": "published", "analysis": "scaling",
 *    "terms": {"abs(delta)": -1}, "published": 0.7, "rounding": 0.05},
 *   {..., "terms": {...}, "from": 0.6, "to": 0.8},
 *   {..., "verdict": "alternative (linear) ODE"}]}
 * </pre>
 * One of published, from and to, and verdict stands in each claim; from or to may be absent.
 *
 * @param of      the source
 * @param reduced what the experiment leaves out; empty if nothing
 * @param claims  in the order of reading
 */
public record Claims(String of, Optional<String> reduced, ImmutableList<Claim> claims) {

    /**
     * @param json  the text
     * @param place file or entry, for messages
     * @throws InvalidInputException if the text holds no claims; the message names place and claim
     */
    public static Claims parse(String json, String place) {
        JsonObject root;
        try {
            root = JsonParser.parseString(json).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw new InvalidInputException(place + ": not a JSON object", e);
        }
        MutableList<Claim> claims = Lists.mutable.empty();
        if (!root.has("claims") || !root.get("claims").isJsonArray()) {
            throw new InvalidInputException(place + ": expected a list 'claims'");
        }
        JsonArray all = root.getAsJsonArray("claims");
        for (int i = 0; i < all.size(); i++) {
            try {
                claims.add(claim(all.get(i).getAsJsonObject()));
            } catch (IllegalStateException | NumberFormatException | UnsupportedOperationException e) {
                throw new InvalidInputException(place + ", claim " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return new Claims(root.has("of") ? root.get("of").getAsString() : place,
                Optional.ofNullable(root.get("reduced")).map(JsonElement::getAsString), claims.toImmutable());
    }

    private static Claim claim(JsonObject json) {
        Optional<String> verdict = Optional.ofNullable(json.get("verdict")).map(JsonElement::getAsString);
        MutableList<Claim.Term> terms = Lists.mutable.empty();
        Optional<Claim.Band> band = band(json);
        if (verdict.isPresent() == band.isPresent()) {
            throw new IllegalStateException("expected one of 'published', 'from' or 'to', 'verdict'");
        }
        if (band.isPresent()) {
            required(json, "terms").getAsJsonObject().entrySet()
                    .forEach(e -> terms.add(new Claim.Term(e.getKey(), e.getValue().getAsDouble())));
        }
        return new Claim(required(json, "id").getAsString(), required(json, "text").getAsString(), required(json, "source").getAsString(),
                required(json, "analysis").getAsString(), terms.toImmutable(), band, verdict);
    }

    private static Optional<Claim.Band> band(JsonObject json) {
        if (json.has("published")) {
            double value = json.get("published").getAsDouble();
            double rounding = required(json, "rounding").getAsDouble();
            return Optional.of(new Claim.Band(value - rounding, value + rounding, Optional.of(value)));
        }
        if (!json.has("from") && !json.has("to")) {
            return Optional.empty();
        }
        double low = json.has("from") ? json.get("from").getAsDouble() : Double.NEGATIVE_INFINITY;
        double high = json.has("to") ? json.get("to").getAsDouble() : Double.POSITIVE_INFINITY;
        if (!(low < high)) {
            throw new IllegalStateException("'from' " + low + " is not below 'to' " + high);
        }
        return Optional.of(new Claim.Band(low, high, Optional.empty()));
    }

    private static JsonElement required(JsonObject json, String name) {
        JsonElement element = json.get(name);
        if (element == null || element.isJsonNull()) {
            throw new IllegalStateException("'" + name + "' is missing");
        }
        return element;
    }
}
