package org.plumbline.exporters.mlflow;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** What MLflow is told of one trial. Times are milliseconds since 1970; metrics of epochs have the epoch as their step. */
final class MlflowTrial {
    /** Tag with the identity of a trial; nothing else says whether a trial is there. */
    static final String TRIAL = "plumbline.trial";
    /** Tag with the state of a trial; set last. */
    static final String STATE = "plumbline.state";
    private static final int LONGEST_VALUE = 500;
    /** Most metrics, and most parameters, of one request. */
    private static final int METRICS = 1000;
    private static final int PARAMETERS = 100;

    private final TrialRecord record;
    private final long start;
    private final double seconds;

    MlflowTrial(TrialRecord record, long start) {
        this.record = record;
        this.start = start;
        this.seconds = Double.isFinite(record.seconds()) ? record.seconds() : 0;
    }

    long end() {
        return time(1);
    }

    /** @return the word that MLflow has for the state; a trial that diverged has failed */
    String status() {
        return switch (record.state()) {
            case DONE -> "FINISHED";
            case CANCELLED -> "KILLED";
            case DIVERGED, FAILED -> "FAILED";
            case PENDING, RUNNING, PAUSED -> "RUNNING";
        };
    }

    /** @return the bodies of the requests that log it, but for the id of the run: parameters, metrics, and last its state */
    MutableList<JsonObject> batches() {
        MutableList<JsonObject> batches = Lists.mutable.empty();
        parameters().chunk(PARAMETERS).forEach(part -> batches.add(body("params", part)));
        metrics().chunk(METRICS).forEach(part -> batches.add(body("metrics", part)));
        MutableList<JsonObject> tags = Lists.mutable.with(tag(STATE, record.state().name()));
        if (!record.message().isEmpty()) {
            tags.add(tag("mlflow.note.content", record.message()));
        }
        return batches.with(body("tags", tags));
    }

    private static JsonObject body(String name, Iterable<JsonObject> items) {
        JsonObject body = new JsonObject();
        JsonArray array = new JsonArray();
        items.forEach(array::add);
        body.add(name, array);
        return body;
    }

    private MutableList<JsonObject> parameters() {
        MlflowNames names = new MlflowNames();
        MutableList<JsonObject> parameters = Lists.mutable.empty();
        record.cell().forEachKeyValue((axis, value) -> parameters.add(tag(names.allowed(axis), value)));
        return parameters.with(tag(names.allowed("seed"), Long.toString(record.seed())))
                .with(tag(names.allowed("depth"), Integer.toString(record.depth())));
    }

    private MutableList<JsonObject> metrics() {
        MlflowNames names = new MlflowNames();
        int epochs = record.epochLosses().size();
        MutableList<JsonObject> metrics = Lists.mutable.empty();
        String loss = names.allowed("loss");
        for (int epoch = 1; epoch <= epochs; epoch++) {
            metrics.add(metric(loss, record.epochLosses().get(epoch - 1), epoch, time((double) epoch / epochs)));
        }
        if (record.state() == TrialState.DONE) {
            metrics.add(metric(names.allowed("finalLoss"), record.finalLoss(), epochs, end()));
        }
        metrics.add(metric(names.allowed("steps"), record.steps(), epochs, end()));
        metrics.add(metric(names.allowed("seconds"), seconds, epochs, end()));
        record.measurements().forEachKeyValue((quantity, value) -> metrics.add(metric(names.allowed(quantity), value, epochs, end())));
        return metrics;
    }

    private long time(double share) {
        return start + Math.round(1000 * seconds * share);
    }

    static JsonObject tag(String key, String value) {
        JsonObject tag = new JsonObject();
        tag.addProperty("key", key);
        tag.addProperty("value", value.substring(0, Math.min(LONGEST_VALUE, value.length())));
        return tag;
    }

    /** A number that is not finite goes as text, which is how JSON of protocol buffers writes it. */
    private static JsonObject metric(String key, double value, long step, long time) {
        JsonObject metric = new JsonObject();
        metric.addProperty("key", key);
        if (Double.isFinite(value)) {
            metric.addProperty("value", value);
        } else {
            metric.addProperty("value", Double.toString(value));
        }
        metric.addProperty("timestamp", time);
        metric.addProperty("step", step);
        return metric;
    }
}
