package org.plumbline.engine.preflight;

import java.util.Locale;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.finding.Finding;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** What a run will take, for programs. Times in seconds, sizes in bytes; what is not known is left out. */
public final class PreflightJson {
    private PreflightJson() {
    }

    public static JsonObject of(Preflight preflight) {
        JsonObject json = new JsonObject();
        json.addProperty("experiment", preflight.name());
        json.addProperty("possible", preflight.possible());
        json.add("findings", findings(preflight.findings()));
        json.add("notDefined", findings(preflight.notDefined()));
        preflight.disk().ifPresent(disk -> {
            json.addProperty("workers", preflight.workers());
            json.addProperty("trials", preflight.trials());
            json.addProperty("doneHere", preflight.here());
            json.addProperty("doneBeside", preflight.beside());
            json.addProperty("toRun", preflight.pending());
            preflight.time().ifPresent(time -> json.add("time", of(time)));
            json.addProperty("trialMemoryBytes", preflight.memory().total());
            json.addProperty("runMemoryBytes", preflight.together().total());
            json.add("disk", of(disk));
            JsonArray cells = new JsonArray();
            preflight.cells().forEach(cell -> cells.add(of(cell)));
            json.add("cells", cells);
            JsonArray notes = new JsonArray();
            preflight.notes().forEach(notes::add);
            json.add("notes", notes);
        });
        return json;
    }

    private static JsonArray findings(ImmutableList<Finding> findings) {
        JsonArray array = new JsonArray();
        findings.forEach(finding -> {
            JsonObject json = new JsonObject();
            json.addProperty("severity", finding.severity().name().toLowerCase(Locale.ROOT));
            json.addProperty("element", finding.element());
            json.addProperty("text", finding.text());
            array.add(json);
        });
        return array;
    }

    private static JsonObject of(TimeSpan span) {
        JsonObject json = new JsonObject();
        json.addProperty("seconds", span.seconds());
        json.addProperty("low", span.low());
        json.addProperty("high", span.high());
        json.addProperty("level", Preflight.LEVEL);
        return json;
    }

    private static JsonObject of(DiskNeed disk) {
        JsonObject json = new JsonObject();
        json.addProperty("parametersBytes", disk.parameters());
        json.addProperty("keptBytes", disk.kept());
        json.addProperty("peakBytes", disk.peak());
        json.addProperty("fileSystem", disk.space().fileSystem());
        if (disk.space().free() >= 0) {
            json.addProperty("freeBytes", disk.space().free());
        }
        return json;
    }

    private static JsonObject of(CellEstimate cell) {
        JsonObject json = new JsonObject();
        JsonObject axes = new JsonObject();
        cell.cell().forEachKeyValue(axes::addProperty);
        json.add("cell", axes);
        json.addProperty("trials", cell.trials());
        json.addProperty("toRun", cell.pending());
        json.addProperty("parameters", cell.parameters());
        json.addProperty("memoryBytes", cell.memory().total());
        json.addProperty("keptBytes", cell.kept());
        cell.length().ifPresent(length -> {
            json.addProperty("fewestSteps", length.fewestSteps());
            json.addProperty("mostSteps", length.mostSteps());
        });
        cell.step().ifPresent(step -> json.add("step", of(step)));
        cell.trial().ifPresent(trial -> json.add("trial", of(trial)));
        return json;
    }
}
