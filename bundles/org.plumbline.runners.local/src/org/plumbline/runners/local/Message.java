package org.plumbline.runners.local;

import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.run.RunJson;
import org.plumbline.engine.trial.TrialRequest;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/** What a run and its workers say to each other: one JSON object a line, named by {@code say}. */
sealed interface Message {

    /** To a worker: execute this trial after those before it. */
    record Execute(JsonObject plan) implements Message {
    }

    /** To a worker: what is wanted of a trial. */
    record Request(String trial, TrialRequest request) implements Message {
    }

    /** From a worker: it has begun a trial. */
    record Started(String trial) implements Message {
    }

    /** From a worker, at the end of an epoch, not more often than ten times a second. */
    record Progress(String trial, int epoch, long steps, double loss) implements Message {
    }

    /** From a worker: a trial has ended or was paused. */
    record Ended(TrialRecord record) implements Message {
    }

    /** From a worker: it cannot go on, since the folder cannot be written, for example. */
    record Failed(String reason) implements Message {
    }

    /** From a worker: something that the user should know of a trial and that ends nothing. */
    record Notice(String trial, String text) implements Message {
    }

    /**
     * From a worker, once a second: it lives.
     *
     * @param steps that it has made since it was started
     * @param where the line of the program that its trial is at, behind the contribution that it is of, if it is of one; empty if none runs
     */
    record Beat(long steps, String where) implements Message {
    }

    default String line() {
        JsonObject json = new JsonObject();
        switch (this) {
            case Execute execute -> json.add("plan", execute.plan());
            case Request request -> {
                json.addProperty("trial", request.trial());
                json.addProperty("request", request.request().name());
            }
            case Started started -> json.addProperty("trial", started.trial());
            case Progress progress -> {
                json.addProperty("trial", progress.trial());
                json.addProperty("epoch", progress.epoch());
                json.addProperty("steps", progress.steps());
                json.add("loss", RunJson.number(progress.loss()));
            }
            case Ended ended -> json.add("record", RunJson.of(ended.record()));
            case Notice notice -> {
                json.addProperty("trial", notice.trial());
                json.addProperty("text", notice.text());
            }
            case Failed failed -> json.addProperty("reason", failed.reason());
            case Beat beat -> {
                json.addProperty("steps", beat.steps());
                json.addProperty("where", beat.where());
            }
        }
        json.addProperty("say", getClass().getSimpleName());
        return json.toString();
    }

    /** @throws IllegalArgumentException if the line is not a message */
    static Message parse(String line) {
        try {
            JsonObject json = JsonParser.parseString(line).getAsJsonObject();
            return switch (json.get("say").getAsString()) {
                case "Execute" -> new Execute(json.getAsJsonObject("plan"));
                case "Request" -> new Request(text(json, "trial"), TrialRequest.valueOf(text(json, "request")));
                case "Started" -> new Started(text(json, "trial"));
                case "Progress" -> new Progress(text(json, "trial"), json.get("epoch").getAsInt(), json.get("steps").getAsLong(),
                        RunJson.number(json.get("loss")));
                case "Ended" -> new Ended(RunJson.record(json.getAsJsonObject("record")));
                case "Notice" -> new Notice(text(json, "trial"), text(json, "text"));
                case "Failed" -> new Failed(text(json, "reason"));
                case "Beat" -> new Beat(json.get("steps").getAsLong(), text(json, "where"));
                default -> throw new IllegalArgumentException("unknown message: " + line);
            };
        } catch (JsonParseException | IllegalStateException | NullPointerException | ClassCastException e) {
            throw new IllegalArgumentException("not a message: " + line, e);
        }
    }

    private static String text(JsonObject json, String name) {
        return json.get(name).getAsString();
    }
}
