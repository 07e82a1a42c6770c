package org.plumbline.engine.run;

import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.store.StoreException;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/**
 * When enough seeds have been run: the interval of an exponent in depth is narrow enough, or the budget ends. All of it is fixed before
 * the first step, so that the interval is valid at the stop.
 *
 * @param quantity as an analysis measures it, e.g. {@code scaling/maxNorm(A)}; empty for the first, by name, that is positive in all
 *                 trials of the first look
 * @param width    of the interval, from end to end, > 0
 * @param first    seeds of each depth at the first look, at least 2
 * @param most     seeds of a depth at the last look, at least {@code first}: the plan has so many
 * @param level    of the interval, in (0, 1)
 */
public record ReplicationGoal(String quantity, double width, int first, int most, double level) {
    /** Seeds at the first look unless something else is asked for. */
    public static final int FIRST = 4;
    /** Level unless something else is asked for. */
    public static final double LEVEL = 0.95;

    /** @throws InvalidInputException if a number is out of its range */
    public ReplicationGoal {
        if (!(width > 0) || !Double.isFinite(width)) {
            throw new InvalidInputException("the width of an interval: expected a number above 0, got " + width);
        }
        if (first < 2 || most < first) {
            throw new InvalidInputException("seeds of each depth: expected at least " + Math.max(2, first) + ", got " + most);
        }
        if (!(level > 0 && level < 1)) {
            throw new InvalidInputException("the level of an interval: expected a number between 0 and 1, got " + level);
        }
    }

    String json() {
        JsonObject json = new JsonObject();
        json.addProperty("quantity", quantity);
        json.addProperty("width", width);
        json.addProperty("first", first);
        json.addProperty("most", most);
        json.addProperty("level", level);
        return RunJson.GSON.toJson(json);
    }

    /** @throws StoreException if the text is no goal; names the file */
    static ReplicationGoal parse(String text, String file) throws StoreException {
        try {
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            return new ReplicationGoal(json.get("quantity").getAsString(), json.get("width").getAsDouble(), json.get("first").getAsInt(),
                    json.get("most").getAsInt(), json.get("level").getAsDouble());
        } catch (JsonParseException | IllegalStateException | NullPointerException | UnsupportedOperationException | NumberFormatException
                | InvalidInputException e) {
            throw new StoreException(file + ": not the goal of a replication", e);
        }
    }
}
