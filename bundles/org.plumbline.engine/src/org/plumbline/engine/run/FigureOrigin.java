package org.plumbline.engine.run;

import java.nio.file.Path;
import java.util.TreeSet;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.plan.PlanJson;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Where the figures of a run come from, as each carries it along: with the run folder it can be drawn again. */
public final class FigureOrigin {
    private final String name;
    private final String identity;
    private final String run;
    private final JsonArray analyses;

    private FigureOrigin(String name, String identity, String run, JsonArray analyses) {
        this.name = name;
        this.identity = identity;
        this.run = run;
        this.analyses = analyses;
    }

    /** @param run name of the run folder */
    public static FigureOrigin of(RunPlan plan, String run) {
        JsonArray analyses = plan.trials().isEmpty() ? new JsonArray()
                : PlanJson.write(plan.trials().getFirst()).getAsJsonArray("analyses");
        return new FigureOrigin(plan.name(), plan.identity(), run, analyses);
    }

    /** @throws StoreException if there is no run in the folder, or its description is damaged; names the file */
    public static FigureOrigin read(Path folder) throws StoreException {
        String text = RunFolder.forReading(folder).readRun();
        String file = folder.resolve("run.json").toString();
        RunHeader header = RunHeader.parse(text, file);
        JsonArray analyses = new JsonArray();
        try {
            JsonObject run = JsonParser.parseString(text).getAsJsonObject();
            JsonArray components = run.getAsJsonArray("components");
            // Runs of the first format do not say with which settings they were analysed.
            if (components != null) {
                for (JsonElement place : run.getAsJsonArray("trials").get(0).getAsJsonObject().getAsJsonArray("analyses")) {
                    analyses.add(components.get(place.getAsInt()));
                }
            }
        } catch (IllegalStateException | NullPointerException | UnsupportedOperationException | ClassCastException
                | NumberFormatException | IndexOutOfBoundsException e) {
            throw new StoreException(file + ": not the description of a run", e);
        }
        return new FigureOrigin(header.name(), header.identity(), folder.toAbsolutePath().normalize().getFileName().toString(), analyses);
    }

    /**
     * @param version of the program
     * @param results that the figure shows
     * @return JSON: experiment {name, identity}; run, name of its folder; quantities, {@code ANALYSIS/QUANTITY} each; analyses, of
     *         those in the figure {id, version, element, settings}; trials, ids of all that it rests on; plumbline, the version
     *         without its build
     */
    public String json(String version, ImmutableList<AnalysisResult> results) {
        JsonObject experiment = new JsonObject();
        experiment.addProperty("name", name);
        experiment.addProperty("identity", identity);
        JsonObject json = new JsonObject();
        json.add("experiment", experiment);
        json.addProperty("run", run);
        json.add("quantities", array(results.collect(r -> r.analysis() + "/" + r.quantity())));
        JsonArray used = new JsonArray();
        for (JsonElement analysis : analyses) {
            String element = analysis.getAsJsonObject().get("element").getAsString();
            if (results.anySatisfy(r -> r.analysis().equals(element))) {
                used.add(analysis);
            }
        }
        json.add("analyses", used);
        json.add("trials", array(trials(results)));
        json.addProperty("plumbline", version.replaceFirst("^(\\d+\\.\\d+\\.\\d+)\\..*$", "$1"));
        return json.toString();
    }

    private static ImmutableList<String> trials(ImmutableList<AnalysisResult> results) {
        TreeSet<String> trials = new TreeSet<>();
        for (AnalysisResult result : results) {
            result.estimate().ifPresent(estimate -> estimate.trials().forEach(trials::add));
            result.points().forEach(point -> point.trials().forEach(trials::add));
            result.map().ifPresent(map -> map.cells().forEach(cell -> cell.trials().forEach(trials::add)));
            result.curves().forEach(curve -> curve.points().forEach(point -> point.trials().forEach(trials::add)));
        }
        return Lists.immutable.withAll(trials);
    }

    private static JsonArray array(ImmutableList<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
