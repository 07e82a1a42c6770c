package org.plumbline.example;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.spi.ExportFolder;
import org.plumbline.engine.spi.ExportSummary;
import org.plumbline.engine.spi.Exporter;
import org.plumbline.engine.spi.RunData;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** A file with one JSON object a line for each trial; a number that is not finite is null. */
public final class JsonLinesExporter implements Exporter {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    @Override
    public ExportSummary export(RunData run, Optional<String> target, Settings settings) throws IOException {
        try (ExportFolder folder = ExportFolder.create(run, target, "json-lines")) {
            folder.write("trials.jsonl", out -> {
                for (TrialRecord record : run.records()) {
                    out.write((line(record, settings.flag("losses")) + "\n").getBytes(StandardCharsets.UTF_8));
                }
            });
            folder.describe();
            return new ExportSummary(folder.path().toString(), run.records().size(), Lists.immutable.empty());
        }
    }

    private static String line(TrialRecord record, boolean losses) {
        JsonObject json = new JsonObject();
        json.addProperty("id", record.id());
        json.addProperty("seed", record.seed());
        json.addProperty("state", record.state().name());
        json.addProperty("finalLoss", finite(record.finalLoss()));
        record.cell().forEachKeyValue(json::addProperty);
        record.measurements().forEachKeyValue((quantity, value) -> json.addProperty(quantity, finite(value)));
        if (losses) {
            JsonArray array = new JsonArray();
            record.epochLosses().forEach(loss -> array.add(finite(loss)));
            json.add("epochLosses", array);
        }
        return GSON.toJson(json);
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
